"""Absences on a person's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.views.referent_fields import deputies, field, summary

ABSENCE = ("starts_on", "ends_on", "deputy_id")


def planned(referent_id: str) -> list[dict[str, Any]] | None:
    """Return the absences that are not over, with words; None for who may not know."""
    try:
        rows = tk.get_action("territory_absence_list")({}, {"referent_id": referent_id})
    except tk.NotAuthorized:
        return None
    return [
        {
            "id": row["id"],
            "first": _day(row["starts_on"]),
            "last": _day(row["ends_on"]),
            "deputy": _function(row["deputy_id"]),
        }
        for row in rows
    ]


def absence_form(
    referent: Mapping[str, Any], data: Mapping[str, Any], errors: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the fields of a new absence and what is wrong with them."""
    people = deputies(referent["id"])
    fields = [
        field(data, errors, "starts_on", tk._("First day"), required=True),
        field(data, errors, "ends_on", tk._("Last day"), required=True),
        field(data, errors, "deputy_id", tk._("Deputy"), choices=people),
    ]
    return {"fields": fields, "summary": summary(fields, errors)}


def _day(text: str) -> str:
    return tk.h.territory_date(dt.date.fromisoformat(text))


def _function(referent_id: str | None) -> str:
    if not referent_id:
        return ""
    try:
        found = tk.get_action("territory_referent_show")({}, {"id": referent_id})
    except tk.ObjectNotFound:
        return ""
    return found["function"]
