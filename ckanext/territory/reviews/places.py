"""Where each field of a dataset is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.scheming.helpers import (
    scheming_get_dataset_form_pages,
    scheming_get_dataset_schema,
    scheming_language_text,
)

from ckanext.territory.budgets.words import lang

FILES = "fichiers"


def labels(dataset: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of the fields of a dataset, by name."""
    schema = scheming_get_dataset_schema(dataset["type"]) or {}
    found = {
        field["field_name"]: str(scheming_language_text(field["label"], lang()))
        for field in schema.get("dataset_fields", [])
    }
    return found | {"resources": tk._("Files")}


def url_of(dataset: Mapping[str, Any], field: str) -> str:
    """Return the address of a field in the step form."""
    base = tk.h.url_for(f"/publier/jeu/{dataset['id']}")
    if field == "resources":
        return f"{base}/{FILES}"
    pages = scheming_get_dataset_form_pages(dataset["type"]) or []
    for number, page in enumerate(pages, start=1):
        if any(each["field_name"] == field for each in page["fields"]):
            return f"{base}/{number}#field-{field}"
    return f"{base}/1"
