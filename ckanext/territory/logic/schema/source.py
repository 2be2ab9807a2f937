"""Schemas of the actions on partner catalogues."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

__all__ = [
    "source_create",
    "source_delete",
    "source_list",
    "source_preview",
    "source_show",
    "source_themes",
    "source_update",
]


@tk.validator_args
def source_create(  # noqa: PLR0917 - one argument per validator
    not_empty: Validator,
    ignore_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
    strip_value: Validator,
    default: ValidatorFactory,
    list_of_strings: Validator,
    territory_theme_code: Validator,
) -> Schema:
    """Return the schema of ``territory_source_create``."""
    return {
        "url": [not_empty, unicode_safe, strip_value],
        "owner_org": [not_empty, unicode_safe],
        "title": [ignore_empty, unicode_safe, strip_value],
        "kind": [default("ckan"), unicode_safe],
        "theme_keys": [ignore_missing, list_of_strings],
        "default_theme": [ignore_empty, unicode_safe, territory_theme_code],
    }


@tk.validator_args
def source_update(  # noqa: PLR0917 - one argument per validator
    not_empty: Validator,
    ignore_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
    strip_value: Validator,
    list_of_strings: Validator,
    territory_theme_code: Validator,
) -> Schema:
    """Return the schema of ``territory_source_update``."""
    return {
        "id": [not_empty, unicode_safe],
        "title": [ignore_empty, unicode_safe, strip_value],
        "theme_keys": [ignore_missing, list_of_strings],
        "default_theme": [ignore_missing, unicode_safe, territory_theme_code],
    }


@tk.validator_args
def source_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_source_show``."""
    return {"id": [not_empty, unicode_safe]}


source_delete = source_themes = source_show


def source_list() -> Schema:
    """Return the schema of ``territory_source_list``, which takes nothing."""
    return {}


@tk.validator_args
def source_preview(  # noqa: PLR0917 - one argument per validator
    not_empty: Validator,
    ignore_missing: Validator,
    ignore_empty: Validator,
    unicode_safe: Validator,
    list_of_strings: Validator,
    natural_number_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_source_preview``."""
    return {
        "id": [not_empty, unicode_safe],
        "theme_keys": [ignore_missing, list_of_strings],
        "limit": [ignore_empty, natural_number_validator],
    }
