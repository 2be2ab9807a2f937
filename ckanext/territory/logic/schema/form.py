"""What the actions of the step form accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def form_copy_save(  # noqa: PLR0917 - one argument per validator
    not_empty: Validator,
    not_missing: Validator,
    unicode_safe: Validator,
    convert_to_json_if_string: Validator,
    dict_only: Validator,
    ignore_missing: Validator,
) -> Schema:
    """Return the schema of ``territory_form_copy_save``."""
    return {
        "id": [not_empty, unicode_safe],
        "type": [not_empty, unicode_safe],
        "step": [not_empty, unicode_safe],
        "values": [not_missing, convert_to_json_if_string, dict_only],
        "base": [ignore_missing, convert_to_json_if_string, dict_only],
        "seen": [ignore_missing, unicode_safe],
        "based_on": [ignore_missing, unicode_safe],
    }


@tk.validator_args
def form_copy_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_form_copy_show``."""
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def form_copy_delete(
    not_empty: Validator, unicode_safe: Validator, ignore_missing: Validator
) -> Schema:
    """Return the schema of ``territory_form_copy_delete``."""
    return {
        "id": [not_empty, unicode_safe],
        "step": [ignore_missing, unicode_safe],
    }


@tk.validator_args
def form_draft_list(
    ignore_missing: Validator,
    natural_number_validator: Validator,
    boolean_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_form_draft_list``."""
    return {
        "limit": [ignore_missing, natural_number_validator],
        "unsent": [ignore_missing, boolean_validator],
    }


@tk.validator_args
def form_conflict_list(
    not_empty: Validator,
    not_missing: Validator,
    unicode_safe: Validator,
    dict_only: Validator,
) -> Schema:
    """Return the schema of ``territory_form_conflict_list``."""
    return {
        "id": [not_empty, unicode_safe],
        "values": [not_missing, dict_only],
        "base": [not_missing, dict_only],
    }


@tk.validator_args
def form_save(  # noqa: PLR0917 - one argument per validator
    not_empty: Validator,
    not_missing: Validator,
    unicode_safe: Validator,
    convert_to_json_if_string: Validator,
    dict_only: Validator,
    ignore_missing: Validator,
) -> Schema:
    """Return the schema of ``territory_form_save``."""
    return {
        "id": [not_empty, unicode_safe],
        "type": [not_empty, unicode_safe],
        "step": [not_empty, unicode_safe],
        "values": [not_missing, convert_to_json_if_string, dict_only],
        "base": [ignore_missing, convert_to_json_if_string, dict_only],
    }
