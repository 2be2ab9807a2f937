"""What the actions on referents and themes accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.logic.referent_validators import (
    territory_area_codes,
    territory_language_codes,
    territory_past_day,
    territory_phone,
    territory_referent_exists,
    territory_service_mailbox,
    territory_short_text,
    territory_text_list,
    territory_theme_codes,
    territory_web_address,
)

__all__ = [
    "referent_create",
    "referent_delete",
    "referent_list",
    "referent_patch",
    "referent_search",
    "referent_show",
    "referent_update",
    "theme_list",
]


@tk.validator_args
def referent_create(  # noqa: PLR0917 - one argument per validator
    not_empty: Validator,
    ignore_missing: Validator,
    ignore_empty: Validator,
    unicode_safe: Validator,
    strip_value: Validator,
    email_validator: Validator,
    boolean_validator: Validator,
    default: ValidatorFactory,
) -> Schema:
    """Return the schema of ``territory_referent_create``."""
    text = [ignore_missing, unicode_safe, territory_short_text]
    return {
        "function": [not_empty, unicode_safe, territory_short_text, not_empty],
        "service": [not_empty, unicode_safe, territory_short_text, not_empty],
        "mailbox": [
            ignore_empty,
            unicode_safe,
            strip_value,
            email_validator,
            territory_service_mailbox,
        ],
        "site": text,
        "hours": text,
        "contact_url": [ignore_empty, unicode_safe, strip_value, territory_web_address],
        "languages": [default([]), territory_language_codes],
        "territories": [default([]), territory_area_codes],
        "public_name_on": [ignore_empty, territory_past_day],
        "deputy_id": [ignore_empty, unicode_safe, territory_referent_exists],
        "themes": [default([]), territory_theme_codes],
        "problems": [default([]), territory_text_list],
        "skills": [default([]), territory_text_list],
        "is_public": [default(False), boolean_validator],
        "name": text,
        "email": [ignore_empty, unicode_safe, strip_value, email_validator],
        "phone": [ignore_empty, unicode_safe, territory_phone],
        "user_id": [ignore_empty, unicode_safe, strip_value],
    }


@tk.validator_args
def referent_update(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_referent_update``."""
    schema: Schema = referent_create()
    schema["id"] = [not_empty, unicode_safe]
    return schema


@tk.validator_args
def referent_patch(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_referent_patch``; the update checks the rest."""
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def referent_delete(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_referent_delete``."""
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def referent_show(
    not_empty: Validator, unicode_safe: Validator, ignore_empty: Validator
) -> Schema:
    """Return the schema of ``territory_referent_show``."""
    return {
        "id": [not_empty, unicode_safe],
        "dataset_id": [ignore_empty, unicode_safe],
    }


@tk.validator_args
def referent_list(
    ignore_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    boolean_validator: Validator,
    natural_number_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_referent_list``."""
    return {
        "theme": [ignore_empty, unicode_safe],
        "service": [ignore_empty, unicode_safe],
        "territory": [ignore_empty, unicode_safe],
        "limit": [ignore_empty, natural_number_validator],
        "offset": [default(0), natural_number_validator],
        "assignable": [default(False), boolean_validator],
    }


@tk.validator_args
def referent_search(
    not_missing: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
    ignore_empty: Validator,
) -> Schema:
    """Return the schema of ``territory_referent_search``."""
    return {
        "service": [ignore_empty, unicode_safe],
        "q": [not_missing, unicode_safe],
        "limit": [default(3), natural_number_validator],
    }


@tk.validator_args
def theme_list() -> Schema:
    """Return the schema of ``territory_theme_list``, which takes nothing."""
    return {}
