"""Schemas of the actions on runs."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

__all__ = ["run_cancel", "run_create", "run_list", "run_show"]


@tk.validator_args
def run_create(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    boolean_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_run_create``."""
    return {
        "source_id": [not_empty, unicode_safe],
        "enqueue": [default(True), boolean_validator],
    }


@tk.validator_args
def run_list(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_run_list``."""
    return {
        "source_id": [not_empty, unicode_safe],
        "limit": [default(20), natural_number_validator],
    }


@tk.validator_args
def run_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_run_show``."""
    return {"id": [not_empty, unicode_safe]}


run_cancel = run_show
