"""Schemas of the actions on table schemas."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

__all__ = [
    "table_schema_delete",
    "table_schema_import",
    "table_schema_list",
    "table_schema_show",
]


@tk.validator_args
def table_schema_import(
    not_missing: Validator,
    default: ValidatorFactory,
    unicode_safe: Validator,
    boolean_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_table_schema_import``."""
    return {
        "upload": [not_missing],
        "address": [default(""), unicode_safe],
        "dry_run": [default(False), boolean_validator],
    }


@tk.validator_args
def table_schema_list(ignore: Validator) -> Schema:
    """Return the schema of ``territory_table_schema_list``."""
    return {"__extras": [ignore], "__junk": [ignore]}


@tk.validator_args
def table_schema_show(
    not_empty: Validator, unicode_safe: Validator, default: ValidatorFactory
) -> Schema:
    """Return the schema of ``territory_table_schema_show``."""
    return {
        "name": [not_empty, unicode_safe],
        "version": [default(""), unicode_safe],
    }


table_schema_delete = table_schema_show
