"""What the actions on published answers accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.logic.question_validators import (
    territory_plain_text,
    territory_subject,
)

__all__ = ["answer_create", "answer_decide", "answer_list", "answer_review"]


@tk.validator_args
def answer_list(
    ignore_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_answer_list``."""
    given = [ignore_empty, unicode_safe]
    return {
        "q": given,
        "dataset_id": given,
        "theme": given,
        "limit": [default(5), natural_number_validator],
    }


@tk.validator_args
def answer_review() -> Schema:
    """Return the schema of ``territory_answer_review``, which takes nothing."""
    return {}


@tk.validator_args
def answer_create(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_answer_create``."""
    text = [not_empty, unicode_safe, territory_plain_text, not_empty]
    return {"id": [not_empty, unicode_safe], "question": text, "answer": text}


@tk.validator_args
def answer_decide(
    not_empty: Validator,
    ignore_empty: Validator,
    unicode_safe: Validator,
    one_of: ValidatorFactory,
) -> Schema:
    """Return the schema of ``territory_answer_decide``."""
    return {
        "id": [not_empty, unicode_safe],
        "decision": [not_empty, one_of(["publish", "refuse", "withdraw"])],
        "reason": [ignore_empty, unicode_safe, territory_subject],
    }
