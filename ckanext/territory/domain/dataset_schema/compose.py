"""The schema of a dataset type, from the shared block and its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

AFTER = "territory_contact"


def compose(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of one dataset type, in the form of ckanext-scheming.

    ``own`` has the keys ``dataset_type``, ``about``, ``label`` and ``fields``, and
    maybe ``defaults`` (by field) and ``resource_fields``.
    """
    defaults: Mapping[str, Any] = own.get("defaults") or {}
    fields: list[Mapping[str, Any]] = [
        *base["describe"],
        *(own.get("fields") or []),
        *base["who"],
        *base["where"],
        *base["rights"],
        *base["more"],
    ]
    return {
        "scheming_version": 2,
        "about": own["about"],
        "about_url": "",
        "dataset_type": own["dataset_type"],
        "label": own["label"],
        "about_text": own.get("about_text", ""),
        "draft_fields_required": False,
        "after_validators": AFTER,
        "dataset_fields": [_with_default(field, defaults) for field in fields],
        "resource_fields": [*base["resource"], *(own.get("resource_fields") or [])],
    }


def _with_default(
    field: Mapping[str, Any], defaults: Mapping[str, Any]
) -> dict[str, Any]:
    made = dict(field)
    if made["field_name"] in defaults:
        made["default"] = defaults[made["field_name"]]
        if made.get("form_snippet", "") is None:  # no form gives it
            made["validators"] = (
                f"territory_default({made['default']}) scheming_choices"
            )
    return made
