"""The catalogue of the portal as a CSV in SCDL form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, stream_with_context

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.areas import areas
from ckanext.territory.domain.catalogue_csv import COLUMNS, Around, write_row
from ckanext.territory.themes import theme_tree

territory_catalogue = Blueprint("territory_catalogue", __name__)

AT_ONCE = 100


@territory_catalogue.route("/territory/catalogue.csv")
def catalogue() -> Response:
    """Answer the public datasets of the authority's own, one row each.

    Those of partners are left out: their own catalogues hold them.
    """
    response = Response(
        stream_with_context(_lines()), content_type="text/csv; charset=utf-8"
    )
    response.headers.set("Content-Disposition", "attachment", filename="catalogue.csv")
    return response


def _lines() -> Iterator[str]:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    known: dict[str, dict[str, Any]] = {}
    rows = [list(COLUMNS)]
    for found in _pages():
        rows += [write_row(each, _around(each, known)) for each in found]
        writer.writerows(rows)
        yield target.getvalue()
        target.seek(0)
        target.truncate()
        rows = []


def _pages() -> Iterator[list[dict[str, Any]]]:
    """Yield the datasets that everybody may read, an empty page at the end."""
    start, found = 0, [{}]
    while found:
        found = tk.get_action("package_search")(
            {"user": "", "auth_user_obj": None, "ignore_auth": False},
            {
                "fq": "-source_id:* +state:active",
                "sort": "name asc",
                "start": start,
                "rows": AT_ONCE,
                "facet": "false",
            },
        )["results"]
        start += len(found)
        yield found


def _around(dataset: dict[str, Any], known: dict[str, dict[str, Any]]) -> Around:
    owner = dataset.get("owner_org") or ""
    if owner not in known:
        known[owner] = _organization(owner)
    tree, places = theme_tree(), areas()
    themes = (tree.get(code) for code in dataset.get("territory_theme") or [])
    level = str(dataset.get("territory_level") or "")
    codes = (
        (code, places.get(level, code)) for code in dataset.get("territory_code") or []
    )
    return Around(
        url=tk.url_for(
            f"{dataset['type']}.read",
            id=dataset["name"],
            qualified=True,
            locale="default",
        ),
        authority=known[owner].get("title") or "",
        siret=known[owner].get("identifier") or "",
        themes=[theme.label["fr"] for theme in themes if theme],
        places=[place.name if place else code for code, place in codes],
    )


def _organization(owner: str) -> dict[str, Any]:
    if not owner:
        return {}
    return tk.get_action("organization_show")(
        {"user": "", "auth_user_obj": None, "ignore_auth": False},
        {"id": owner, "include_datasets": False},
    )
