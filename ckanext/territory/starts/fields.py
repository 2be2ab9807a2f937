"""Fields of a dataset type: which are known, what a new dataset starts with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.forms.steps import is_asked, standings
from ckanext.territory.implementations.dataset_index import is_multiple

Field = Mapping[str, Any]

DEFAULT_TYPE = "dataset"
LEVEL, CODE = "territory_level", "territory_code"


def known_type(dataset_type: object) -> str:
    """Return a dataset type that the portal has: the given one, or the plain one."""
    found = tk.h.scheming_dataset_schemas() or {}
    return str(dataset_type) if dataset_type in found else DEFAULT_TYPE


def of_type(dataset_type: str) -> dict[str, Field]:
    """Return the fields of a dataset type by name, in the order of its form."""
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    return {field["field_name"]: field for field in schema.get("dataset_fields", [])}


def fitted(dataset_type: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that the type has a field for, lists where lists are held."""
    known = of_type(dataset_type)
    return {
        name: _shaped(known[name], value)
        for name, value in values.items()
        if name in known and not is_empty(value)
    }


def with_defaults(
    dataset_type: str, values: Mapping[str, Any], blank: Collection[str] = ()
) -> dict[str, Any]:
    """Return the values, completed with what the empty form would start with.

    Fields of ``blank`` stay empty.
    """
    found = dict(values)
    for name, field in of_type(dataset_type).items():
        if name in found or name in blank or not is_asked(field):
            continue
        if name == CODE and LEVEL in values:
            continue  # The portal's own code would not fit another level.
        if field.get("default_jinja2"):
            default = tk.h.scheming_render_from_string(field["default_jinja2"])
        else:
            default = field.get("default")
        if not is_empty(default):
            found[name] = _shaped(field, default)
    return found


def first_step(dataset: Mapping[str, Any]) -> int:
    """Return the first step of the form where something asked for is missing, or 1."""
    pages = tk.h.scheming_get_dataset_form_pages(dataset["type"]) or []
    found = standings(pages, dataset)
    return next((each.page for each in found if each.need == "missing"), 1)


def is_empty(value: object) -> bool:
    """Tell whether there is nothing in a value: a list of empty blocks too."""
    if isinstance(value, list):
        return all(is_empty(item) for item in value)
    if isinstance(value, Mapping):
        return all(is_empty(item) for item in value.values())
    return value is None or value == ""


def _shaped(field: Field, value: object) -> object:
    holds_list = "repeating_subfields" in field or is_multiple(field)
    if holds_list and not isinstance(value, list):
        return [value]
    if not holds_list and isinstance(value, list):
        return value[0] if len(value) == 1 else ", ".join(map(str, value))
    return value
