"""What the actions on lists of datasets accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

from ckanext.territory.logic.schema.start import start_create, start_show

__all__ = ["bulk_cancel", "bulk_create", "bulk_delete", "bulk_run", "bulk_show"]


def bulk_create() -> Schema:
    """Return the schema of ``territory_bulk_create``."""
    return start_create()


def bulk_show() -> Schema:
    """Return the schema of ``territory_bulk_show``."""
    return start_show()


@tk.validator_args
def bulk_run(ignore_missing: Validator, boolean_validator: Validator) -> Schema:
    """Return the schema of ``territory_bulk_run``."""
    return {**start_show(), "enqueue": [ignore_missing, boolean_validator]}


def bulk_cancel() -> Schema:
    """Return the schema of ``territory_bulk_cancel``."""
    return start_show()


def bulk_delete() -> Schema:
    """Return the schema of ``territory_bulk_delete``."""
    return start_show()
