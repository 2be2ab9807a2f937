"""Helpers of what is in a file: facts, first rows, a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory.helper_functions.file_facts import Pair, fact_rows
from ckanext.territory.helper_functions.format import territory_number

__all__ = ["territory_file_preview", "territory_first_preview"]

BRIEF_ROWS = 5


class FilePreview(TypedDict):
    """What the page shows of a file; ``map_url`` is empty without shapes."""

    name: str
    url: str
    facts: list[Pair]
    map_url: str
    map_alt: str
    map_note: str
    preview: Mapping[str, Any]
    columns: list[dict[str, Any]]


def territory_file_preview(
    pkg: Mapping[str, Any], res: Mapping[str, Any]
) -> FilePreview | None:
    """Return what is in a file, None when it was not read."""
    found = _previews(pkg)
    return _shown(pkg, res, found[res["id"]]) if res["id"] in found else None


def territory_first_preview(pkg: Mapping[str, Any]) -> FilePreview | None:
    """Return what is in the first file with a map, else with rows; None for none."""
    found = _previews(pkg)
    read = [res for res in pkg.get("resources", []) if res["id"] in found]
    with_map = [res for res in read if found[res["id"]]["shape_count"]]
    with_rows = [
        res for res in read if found[res["id"]]["inspection"]["preview"]["rows"]
    ]
    for res in (*with_map, *with_rows):
        shown = _shown(pkg, res, found[res["id"]])
        rows = shown["preview"]["rows"][:BRIEF_ROWS]
        return {**shown, "preview": {**shown["preview"], "rows": rows}}
    return None


def _previews(pkg: Mapping[str, Any]) -> dict[str, Any]:
    if all(res.get("url_type") != "upload" for res in pkg.get("resources", [])):
        return {}
    lines = tk.get_action("territory_preview_list")({}, {"dataset_id": pkg["id"]})
    return {line["resource_id"]: line for line in lines}


def _shown(
    pkg: Mapping[str, Any], res: Mapping[str, Any], line: Mapping[str, Any]
) -> FilePreview:
    inspection, count = line["inspection"], line["shape_count"]
    name = res.get("name") or tk._("File")
    return {
        "name": name,
        "url": tk.h.url_for(
            f"{pkg['type']}_resource.read", id=pkg["name"], resource_id=res["id"]
        ),
        "facts": fact_rows({"inspection": inspection, "file_kind": inspection["kind"]}),
        "map_url": tk.h.url_for("territory_preview.shapes", resource_id=res["id"])
        if count
        else "",
        "map_alt": tk._("Map of the file “{name}”").format(name=name),
        "map_note": _note(count, inspection["facts"].get("rows") or 0),
        "preview": inspection["preview"],
        "columns": inspection["columns"],
    }


def _note(drawn: int, rows: int) -> str:
    """Return how many shapes are drawn, when they are not all."""
    if not drawn or drawn >= rows:
        return ""
    return tk._(
        "{drawn} of {rows} places are drawn, with simplified outlines. Download the "
        "file for all of them."
    ).format(drawn=territory_number(drawn), rows=territory_number(rows))
