"""What the page of the ways to begin shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.helper_functions.page import territory_type_label
from ckanext.territory.views.form_page import about

FOUND = 10
SUGGESTED = 4
FILE, BULK = "file", "bulk"
Row = dict[str, Any]


def page(data: Mapping[str, str], errors: Mapping[str, Any]) -> str:
    """Return the page; ``data`` are ``owner_org`` and ``q``, what is searched for.

    Raises tk.NotAuthorized for who may publish nowhere.
    """
    own = organizations()
    return tk.render(
        "territory/start/index.html",
        {
            "organizations": own,
            "data": data,
            "errors": errors,
            "datasets": _datasets(data["q"], own),
            "templates": tk.get_action("territory_dataset_template_list")({}, {}),
            "types": _types(),
            "begun": _begun(),
            "drafts": _drafts(),
        },
    )


def organizations() -> list[dict[str, str]]:
    """Return where the user may publish; raises tk.NotAuthorized when nowhere."""
    found = tk.get_action("organization_list_for_user")(
        {}, {"permission": "create_dataset"}
    )
    if not found:
        raise tk.NotAuthorized
    rows = [
        {"value": each["id"], "text": each["title"] or each["name"]} for each in found
    ]
    return sorted(rows, key=lambda row: row["text"])


def _datasets(words: str, own: list[dict[str, str]]) -> list[Row]:
    """Return datasets to start from: those found, or the latest of one's services."""
    ids = [each["value"] for each in own]
    query: dict[str, Any] = {"include_private": True, "facet": "false"}
    if words:
        query |= {"q": words, "rows": FOUND}
    else:
        mine = " OR ".join(f'"{each}"' for each in ids)
        query |= {"fq": f"owner_org:({mine})", "rows": SUGGESTED}
        query["sort"] = "metadata_modified desc"
    found = tk.get_action("package_search")({}, query)["results"]
    return [
        {
            "id": each["id"],
            "name": each["name"],
            "type": each["type"],
            "title": each.get("title") or each["name"],
            "organization": (each.get("organization") or {}).get("title", ""),
            "modified": each["metadata_modified"],
            "owner_org": each["owner_org"] if each["owner_org"] in ids else "",
        }
        for each in found
    ]


def _types() -> list[Row]:
    """Return the types of datasets, each with a sentence and its empty form."""
    return [
        {
            "label": territory_type_label(name),
            "about": about(name),
            "url": tk.url_for("territory_form.new", type=name),
        }
        for name in tk.h.scheming_dataset_schemas() or {}
    ]


def _begun() -> list[Row]:
    """Return the files sent whose publication is not finished."""
    return [
        {
            **each,
            "url": tk.url_for(
                "territory_bulk.read"
                if each["kind"] == BULK
                else "territory_start.read",
                id=each["id"],
            ),
            "remove": tk.url_for(
                "territory_bulk.remove"
                if each["kind"] == BULK
                else "territory_start.remove",
                id=each["id"],
            ),
        }
        for each in tk.get_action("territory_start_list")({}, {})
    ]


def _drafts() -> list[Row]:
    """Return the drafts of the user, each with the place where it goes on."""
    found: Iterable[Row] = tk.get_action("territory_form_draft_list")({}, {})
    return [
        {
            **each,
            "label": territory_type_label(each["type"]),
            "url": tk.url_for("territory_form.edit", id=each["id"], step="1")
            if each["is_sent"]
            else tk.url_for(
                "territory_form.new", type=each["type"], brouillon=each["id"]
            ),
        }
        for each in found
    ]
