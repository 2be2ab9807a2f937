"""What the actions on assignment rules and datasets without a referent accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.logic.referent_validators import territory_referent_exists
from ckanext.territory.logic.rule_validators import (
    territory_dataset_type_exists,
    territory_one_area_code,
    territory_one_theme_code,
    territory_organization_exists,
    territory_source_exists,
)

__all__ = [
    "orphan_list",
    "rule_apply",
    "rule_create",
    "rule_delete",
    "rule_list",
    "rule_move",
    "rule_preview",
    "rule_update",
]


@tk.validator_args
def rule_create(
    not_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
    strip_value: Validator,
) -> Schema:
    """Return the schema of ``territory_rule_create``."""
    text = [ignore_missing, unicode_safe, strip_value]
    return {
        "theme_code": [*text, territory_one_theme_code],
        "owner_org": [*text, territory_organization_exists],
        "territory_code": [*text, territory_one_area_code],
        "source_id": [*text, territory_source_exists],
        "dataset_type": [*text, territory_dataset_type_exists],
        "referent_id": [not_empty, unicode_safe, territory_referent_exists],
    }


@tk.validator_args
def rule_update(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_rule_update``; what is missing is emptied."""
    schema: Schema = rule_create()
    schema["id"] = [not_empty, unicode_safe]
    return schema


@tk.validator_args
def rule_delete(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_rule_delete``."""
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def rule_move(
    not_empty: Validator, unicode_safe: Validator, one_of: ValidatorFactory
) -> Schema:
    """Return the schema of ``territory_rule_move``."""
    return {
        "id": [not_empty, unicode_safe],
        "direction": [not_empty, one_of(["up", "down"])],
    }


@tk.validator_args
def rule_list() -> Schema:
    """Return the schema of ``territory_rule_list``, which takes nothing."""
    return {}


@tk.validator_args
def rule_preview() -> Schema:
    """Return the schema of ``territory_rule_preview``, which takes nothing."""
    return {}


@tk.validator_args
def rule_apply() -> Schema:
    """Return the schema of ``territory_rule_apply``, which takes nothing."""
    return {}


@tk.validator_args
def orphan_list(
    default: ValidatorFactory,
    natural_number_validator: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
    limit_to_configured_maximum: ValidatorFactory,
) -> Schema:
    """Return the schema of ``territory_orphan_list``."""
    return {
        "limit": [
            default(20),
            natural_number_validator,
            limit_to_configured_maximum("ckan.search.rows_max", 1000),
        ],
        "offset": [default(0), natural_number_validator],
        "organization_id": [ignore_missing, unicode_safe],
    }
