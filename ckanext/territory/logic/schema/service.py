"""What the actions on services accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.logic.referent_validators import (
    territory_days,
    territory_service_mailbox,
    territory_short_text,
    territory_web_address,
)

__all__ = [
    "service_close",
    "service_create",
    "service_list",
    "service_patch",
    "service_show",
]


@tk.validator_args
def service_create(  # noqa: PLR0917 - one argument per validator
    not_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
    strip_value: Validator,
    email_validator: Validator,
    boolean_validator: Validator,
    default: ValidatorFactory,
) -> Schema:
    """Return the schema of ``territory_service_create``."""
    text = [ignore_missing, unicode_safe, strip_value]
    return {
        "name": [not_empty, unicode_safe, territory_short_text, not_empty],
        "parent_id": text,
        "organization_id": text,
        "mailbox": [*text, email_validator, territory_service_mailbox],
        "contact_url": [*text, territory_web_address],
        "deadline_days": [ignore_missing, territory_days],
        "is_desk": [default(False), boolean_validator],
    }


@tk.validator_args
def service_patch(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    boolean_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_service_patch``; what is missing stays."""
    schema: Schema = service_create()
    schema["id"] = [not_empty, unicode_safe]
    schema["name"] = [ignore_missing, not_empty, unicode_safe, territory_short_text]
    schema["is_desk"] = [ignore_missing, boolean_validator]
    return schema


@tk.validator_args
def service_close(
    not_empty: Validator, unicode_safe: Validator, ignore_empty: Validator
) -> Schema:
    """Return the schema of ``territory_service_close``."""
    return {
        "id": [not_empty, unicode_safe],
        "successor_id": [ignore_empty, unicode_safe],
    }


@tk.validator_args
def service_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_service_show``."""
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def service_list() -> Schema:
    """Return the schema of ``territory_service_list``, which takes nothing."""
    return {}
