"""The files of a dataset as rows of the form: what they are, what was learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory import messages
from ckanext.territory.views.form_place import Place


def file_rows(
    place: Place, learnt: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the files in their order, ready to show."""
    known = {row["resource_id"]: row for row in learnt}
    resources = place.dataset.get("resources") or []
    return [
        {
            "id": row["id"],
            "name": row.get("name") or tk._("File"),
            "format": str(row.get("format") or "").upper(),
            "size": tk.h.territory_size(row.get("size")),
            "is_link": row.get("url_type") != "upload",
            "url": row.get("url") or "",
            "is_first": number == 1,
            "is_last": number == len(resources),
            **_learnt(known.get(row["id"])),
        }
        for number, row in enumerate(resources, start=1)
    ]


def _learnt(row: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what the reading of a file says: ``tone`` and ``words``."""
    if row is None:
        return {"tone": "", "words": ""}
    if row["state"] in {"pending", "reading"}:
        return {"tone": "", "words": tk._("The portal is reading this file.")}
    if row["error_code"]:
        return {"tone": "warn", "words": _error(row)}
    return {"tone": "good", "words": _facts(row["inspection"])}


def _error(row: Mapping[str, Any]) -> str:
    if row["error_code"] in messages.MESSAGES:
        return messages.describe(row["error_code"], row["error_context"])
    return tk._("The portal could not read this file; it is kept as it is.")


def _facts(inspection: Mapping[str, Any]) -> str:
    columns = len(inspection.get("columns") or [])
    if not columns:
        return tk._("The portal has read this file.")
    return tk.ungettext(
        "The portal has read this file: {count} column.",
        "The portal has read this file: {count} columns.",
        columns,
    ).format(count=columns)
