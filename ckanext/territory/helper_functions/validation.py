"""Helpers of checked files: their result as a word, a shape and a colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

__all__ = ["territory_validation_badges"]


class Badge(TypedDict):
    """The result of a file; ``tone`` is a class of colours."""

    text: str
    mark: str
    tone: str
    url: str


def territory_validation_badges(pkg: Mapping[str, Any]) -> dict[str, Badge]:
    """Return the results of a dataset's checked files, by id of the resource."""
    if all(res.get("url_type") != "upload" for res in pkg.get("resources", [])):
        return {}
    lines = tk.get_action("territory_validation_list")({}, {"dataset_id": pkg["id"]})
    return {line["resource_id"]: _badge(line) for line in lines}


def _badge(line: Mapping[str, Any]) -> Badge:
    mark, tone = {
        "valid": ("✔", "t-good"),
        "invalid": ("▲", "t-warn"),
        "not_run": ("–", "t-hint"),
    }[line["status"]]
    return {
        "text": _text(line),
        "mark": mark,
        "tone": tone,
        "url": tk.h.url_for(
            "territory_validation.read", resource_id=line["resource_id"]
        ),
    }


def _text(line: Mapping[str, Any]) -> str:
    if line["status"] == "not_run":
        return tk._("Not checked")
    if line["status"] == "valid":
        if line["is_partial"]:
            return tk._("Follows the schema “{title}” as far as it was read").format(
                title=line["schema_title"]
            )
        return tk._("Follows the schema “{title}”").format(title=line["schema_title"])
    count = line["faulty_row_count"]
    if not count:
        return tk._("To correct: the columns")
    if line["is_partial"]:
        return tk.ungettext(
            "To correct: {count} row at least",
            "To correct: {count} rows at least",
            count,
        ).format(count=count)
    return tk.ungettext(
        "To correct: {count} row", "To correct: {count} rows", count
    ).format(count=count)
