"""Helpers of the pages where a publication begins."""

from __future__ import annotations

from ckan.plugins import toolkit as tk

from ckanext.territory.messages.marker import N_

__all__ = ["territory_column_type", "territory_proposal_label"]

LABELS = {
    "type": N_("Kind of dataset"),
    "territory": N_("Territory"),
}
TYPES = {
    "text": N_("Text"),
    "integer": N_("Whole number"),
    "number": N_("Number"),
    "date": N_("Date"),
    "datetime": N_("Date and time"),
    "boolean": N_("Yes or no"),
    "geometry": N_("Shape"),
}


def territory_proposal_label(key: str) -> str:
    """Return what a proposal is about, in the words of the form."""
    if key in LABELS:
        return tk._(LABELS[key])
    for schema in (tk.h.scheming_dataset_schemas() or {}).values():
        for field in schema["dataset_fields"]:
            if field["field_name"] == key:
                return str(tk.h.scheming_language_text(field["label"]))
    return key


def territory_column_type(name: str) -> str:
    """Return the type of a column in words."""
    return tk._(TYPES[name]) if name in TYPES else name
