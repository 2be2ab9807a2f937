"""What the actions on a referent's own page and calendar accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

__all__ = [
    "calendar_create",
    "calendar_delete",
    "calendar_show",
    "referent_work",
]


@tk.validator_args
def referent_work(
    default: ValidatorFactory,
    natural_number_validator: Validator,
    limit_to_configured_maximum: ValidatorFactory,
) -> Schema:
    """Return the schema of ``territory_referent_work``."""
    return {
        "limit": [
            default(20),
            natural_number_validator,
            limit_to_configured_maximum("ckan.search.rows_max", 1000),
        ],
        "offset": [default(0), natural_number_validator],
    }


@tk.validator_args
def calendar_create(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_calendar_create``."""
    return {"referent_id": [not_empty, unicode_safe]}


@tk.validator_args
def calendar_delete(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_calendar_delete``."""
    return {"referent_id": [not_empty, unicode_safe]}


@tk.validator_args
def calendar_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_calendar_show``."""
    return {"token": [not_empty, unicode_safe]}
