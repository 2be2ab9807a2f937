"""Action on the datasets that nobody answers for."""

from __future__ import annotations

from typing import Any, TypedDict

from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import rule as schema

__all__ = ["territory_orphan_list"]

WITHOUT_REFERENT = "-referent_id:?*"
_PRODUCERS = 1000


class Producer(TypedDict):
    """An organization and how many of its datasets have no referent."""

    id: str
    title: str
    count: int


class Orphans(TypedDict):
    """A part of the datasets without a referent."""

    count: int
    datasets: list[dict[str, Any]]
    organizations: list[Producer]


@tk.side_effect_free
@tk.validate_action_data(schema.orphan_list)
def territory_orphan_list(context: Context, data_dict: DataDict) -> Orphans:
    """Return the datasets without a referent, those longest unchanged first. Agents.

    :param organization_id: only those of an organization, by its name (optional)
    :param limit: how many at most (20)
    :param offset: how many to pass over (0)

    :returns: ``count``, ``datasets`` (as ``package_search``) and ``organizations``
        (``id`` (the name), ``title``, ``count``), all that the caller may read
    """
    tk.check_access("territory_orphan_list", context, data_dict)
    wanted = data_dict.get("organization_id")
    found = everywhere = _search(
        context, wanted, rows=data_dict["limit"], start=data_dict["offset"]
    )
    if wanted:
        everywhere = _search(context, None, rows=0)
    rows = everywhere["search_facets"].get("organization", {}).get("items", [])
    return {
        "count": found["count"],
        "datasets": found["results"],
        "organizations": [
            {"id": row["name"], "title": row["display_name"], "count": row["count"]}
            for row in sorted(rows, key=lambda row: (-row["count"], row["name"]))
        ],
    }


def _search(context: Context, organization: str | None, **page: int) -> dict[str, Any]:
    fq = WITHOUT_REFERENT
    if organization:
        name = organization.replace("\\", "").replace('"', "")
        fq += f' +organization:"{name}"'
    return tk.get_action("package_search")(
        tk.fresh_context(context),
        {
            "fq": fq,
            "sort": "metadata_modified asc",
            "facet.field": ["organization"],
            "facet.limit": _PRODUCERS,
            "include_private": True,
            **page,
        },
    )
