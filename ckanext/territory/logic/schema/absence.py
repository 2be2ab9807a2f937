"""What the actions on absences accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

from ckanext.territory.logic.referent_validators import (
    territory_day,
    territory_referent_exists,
)

__all__ = ["absence_create", "absence_delete", "absence_list"]


@tk.validator_args
def absence_create(
    not_empty: Validator, unicode_safe: Validator, ignore_empty: Validator
) -> Schema:
    """Return the schema of ``territory_absence_create``."""
    return {
        "referent_id": [not_empty, unicode_safe],
        "starts_on": [not_empty, territory_day],
        "ends_on": [not_empty, territory_day],
        "deputy_id": [ignore_empty, unicode_safe, territory_referent_exists],
    }


@tk.validator_args
def absence_delete(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_absence_delete``."""
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def absence_list(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_absence_list``."""
    return {"referent_id": [not_empty, unicode_safe]}
