"""What the actions on beginnings, copies and templates accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.budgets.dataset import STAGES

__all__ = [
    "dataset_copy",
    "dataset_template_create",
    "dataset_template_delete",
    "dataset_template_list",
    "dataset_template_run",
    "start_create",
    "start_delete",
    "start_list",
    "start_run",
    "start_show",
    "start_update",
]

CHOICES = frozenset({"", "accept", "refuse"})
TITLE_LENGTH = 500
MOST_CHOICES = 100


def choices(value: object) -> dict[str, str]:
    """Accept answers by key of proposal."""
    if (
        not isinstance(value, dict)
        or len(value) > MOST_CHOICES
        or not all(isinstance(key, str) for key in value)
        or not CHOICES.issuperset(map(str, value.values()))
    ):
        raise tk.Invalid(tk._("Answer each proposal with accept or refuse."))
    return {key: str(choice) for key, choice in value.items()}


def short_title(value: object) -> str:
    """Accept a title of one line; blanks at its ends are taken out."""
    title = " ".join(str(value).replace("\0", "").split())
    if len(title) > TITLE_LENGTH:
        raise tk.Invalid(
            tk._("A title has {limit} characters at most.").format(limit=TITLE_LENGTH)
        )
    return title


@tk.validator_args
def start_create(
    not_empty: Validator,
    not_missing: Validator,
    unicode_safe: Validator,
    ignore: Validator,
) -> Schema:
    """Return the schema of ``territory_start_create``."""
    return {
        "owner_org": [not_empty, unicode_safe],
        "upload": [not_missing],
        "__extras": [ignore],
    }


@tk.validator_args
def start_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_start_show``."""
    return {"id": [not_empty, unicode_safe]}


def start_delete() -> Schema:
    """Return the schema of ``territory_start_delete``."""
    return start_show()


def start_run() -> Schema:
    """Return the schema of ``territory_start_run``."""
    return start_show()


def start_list() -> Schema:
    """Return the schema of ``territory_start_list``."""
    return {}


@tk.validator_args
def start_update(  # noqa: PLR0917 - one argument per validator
    not_empty: Validator,
    ignore_missing: Validator,
    ignore_empty: Validator,
    unicode_safe: Validator,
    boolean_validator: Validator,
    one_of: ValidatorFactory,
    natural_number_validator: Validator,
    territory_decision_number: Validator,
) -> Schema:
    """Return the schema of ``territory_start_update``."""
    return {
        "id": [not_empty, unicode_safe],
        "owner_org": [ignore_empty, unicode_safe],
        "title": [ignore_missing, unicode_safe, short_title],
        "choices": [ignore_missing, choices],
        "is_checked": [ignore_missing, boolean_validator],
        "stage": [ignore_missing, one_of(["", *STAGES])],
        "decision_number": [
            ignore_empty,
            natural_number_validator,
            territory_decision_number,
        ],
    }


@tk.validator_args
def dataset_copy(
    not_empty: Validator, ignore_empty: Validator, unicode_safe: Validator
) -> Schema:
    """Return the schema of ``territory_dataset_copy``."""
    return {
        "id": [not_empty, unicode_safe],
        "owner_org": [ignore_empty, unicode_safe],
    }


@tk.validator_args
def dataset_template_create(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_dataset_template_create``."""
    return {
        "dataset_id": [not_empty, unicode_safe],
        "title": [not_empty, unicode_safe, short_title, not_empty],
    }


def dataset_template_list() -> Schema:
    """Return the schema of ``territory_dataset_template_list``."""
    return {}


def dataset_template_delete() -> Schema:
    """Return the schema of ``territory_dataset_template_delete``."""
    return start_show()


@tk.validator_args
def dataset_template_run(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_dataset_template_run``."""
    return {
        "id": [not_empty, unicode_safe],
        "title": [not_empty, unicode_safe, short_title, not_empty],
    }
