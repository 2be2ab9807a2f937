"""What the actions on reviews accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

__all__ = [
    "dataset_publish",
    "review_create",
    "review_decide",
    "review_list",
    "review_show",
    "review_withdraw",
]

LONGEST = 2000


@tk.validator_args
def review_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_review_show``."""
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def review_withdraw(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_review_withdraw``."""
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def dataset_publish(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    boolean_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_dataset_publish``."""
    return {
        "id": [not_empty, unicode_safe],
        "is_checked": [ignore_missing, boolean_validator],
    }


@tk.validator_args
def review_create(
    *,
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    ignore_missing: Validator,
    boolean_validator: Validator,
    strip_value: Validator,
    territory_text: ValidatorFactory,
) -> Schema:
    """Return the schema of ``territory_review_create``."""
    return {
        "id": [not_empty, unicode_safe],
        "message": [ignore_empty, unicode_safe, strip_value, territory_text(LONGEST)],
        "is_checked": [ignore_missing, boolean_validator],
    }


@tk.validator_args
def review_decide(
    *,
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    one_of: ValidatorFactory,
    strip_value: Validator,
    territory_text: ValidatorFactory,
) -> Schema:
    """Return the schema of ``territory_review_decide``."""
    return {
        "id": [not_empty, unicode_safe],
        "decision": [not_empty, one_of(["publish", "refuse"])],
        "reason": [ignore_empty, unicode_safe, strip_value, territory_text(LONGEST)],
    }


@tk.validator_args
def review_list(
    ignore_missing: Validator, natural_number_validator: Validator
) -> Schema:
    """Return the schema of ``territory_review_list``."""
    return {"limit": [ignore_missing, natural_number_validator]}
