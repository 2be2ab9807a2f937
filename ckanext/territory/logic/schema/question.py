"""What the actions on questions accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.logic.question_validators import (
    territory_one_address,
    territory_plain_text,
    territory_subject,
)

__all__ = [
    "question_answer",
    "question_block",
    "question_challenge",
    "question_close",
    "question_confirm",
    "question_create",
    "question_follow",
    "question_list",
    "question_note",
    "question_redirect",
    "question_reply",
    "question_show",
    "question_stats",
    "question_withdraw",
]


@tk.validator_args
def question_challenge() -> Schema:
    """Return the schema of ``territory_question_challenge``, which takes nothing."""
    return {}


@tk.validator_args
def question_create(
    not_empty: Validator, ignore_empty: Validator, unicode_safe: Validator
) -> Schema:
    """Return the schema of ``territory_question_create``."""
    given = [ignore_empty, unicode_safe]
    return {
        "subject": [not_empty, unicode_safe, territory_subject, not_empty],
        "body": [not_empty, unicode_safe, territory_plain_text, not_empty],
        "name": [ignore_empty, unicode_safe, territory_subject],
        "email": [ignore_empty, unicode_safe, territory_one_address],
        "challenge": given,
        "nonce": given,
        "dataset_id": given,
        "theme": given,
        "referent_id": given,
        "service_id": given,
        "indicator_id": [*given, territory_subject],
    }


@tk.validator_args
def question_follow(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_question_follow``."""
    return {"token": [not_empty, unicode_safe]}


question_confirm = question_withdraw = question_follow


@tk.validator_args
def question_reply(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_question_reply``."""
    return {
        "token": [not_empty, unicode_safe],
        "body": [not_empty, unicode_safe, territory_plain_text, not_empty],
    }


@tk.validator_args
def question_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_question_show``."""
    return {"id": [not_empty, unicode_safe]}


question_close = question_show


@tk.validator_args
def question_answer(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_question_answer``."""
    return {
        "id": [not_empty, unicode_safe],
        "body": [not_empty, unicode_safe, territory_plain_text, not_empty],
    }


question_note = question_answer


@tk.validator_args
def question_redirect(
    not_empty: Validator, ignore_empty: Validator, unicode_safe: Validator
) -> Schema:
    """Return the schema of ``territory_question_redirect``."""
    return {
        "id": [not_empty, unicode_safe],
        "referent_id": [ignore_empty, unicode_safe],
        "service_id": [ignore_empty, unicode_safe],
        "body": [ignore_empty, unicode_safe, territory_plain_text],
    }


@tk.validator_args
def question_block(
    not_empty: Validator, ignore_empty: Validator, unicode_safe: Validator
) -> Schema:
    """Return the schema of ``territory_question_block``."""
    return {
        "id": [not_empty, unicode_safe],
        "reason": [ignore_empty, unicode_safe, territory_subject],
    }


@tk.validator_args
def question_list(
    ignore_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_question_list``."""
    return {
        "status": [ignore_empty, unicode_safe],
        "offset": [default(0), natural_number_validator],
        "limit": [default(20), natural_number_validator],
    }


@tk.validator_args
def question_stats() -> Schema:
    """Return the schema of ``territory_question_stats``, which takes nothing."""
    return {}
