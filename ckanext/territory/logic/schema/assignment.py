"""What the actions on roles besides the referent of a dataset accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.logic.referent_validators import territory_referent_exists
from ckanext.territory.referents.roles import PARTS, RESPONSIBLE, ROLES

__all__ = ["assignment_create", "assignment_delete", "assignment_list"]


@tk.validator_args
def assignment_list(
    not_empty: Validator, unicode_safe: Validator, one_of: ValidatorFactory
) -> Schema:
    """Return the schema of ``territory_assignment_list``."""
    return {
        "kind": [not_empty, one_of([*ROLES])],
        "object_id": [not_empty, unicode_safe],
    }


@tk.validator_args
def assignment_delete(not_empty: Validator, one_of: ValidatorFactory) -> Schema:
    """Return the schema of ``territory_assignment_delete``."""
    schema: Schema = assignment_list()
    schema["role"] = [not_empty, one_of([RESPONSIBLE, *PARTS])]
    return schema


@tk.validator_args
def assignment_create(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_assignment_create``."""
    schema: Schema = assignment_delete()
    schema["referent_id"] = [not_empty, unicode_safe, territory_referent_exists]
    return schema
