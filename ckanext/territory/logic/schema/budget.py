"""Schemas of the budget actions."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.budgets.dataset import STAGES

__all__ = ["budget_publish", "budget_show"]


@tk.validator_args
def budget_publish(
    *,
    not_empty: Validator,
    not_missing: Validator,
    ignore_empty: Validator,
    unicode_safe: Validator,
    one_of: ValidatorFactory,
    natural_number_validator: Validator,
    territory_decision_number: Validator,
    ignore: Validator,
) -> Schema:
    """Return the schema of ``territory_budget_publish``."""
    return {
        "owner_org": [not_empty, unicode_safe],
        "upload": [not_missing],
        "stage": [ignore_empty, one_of(list(STAGES))],
        "decision_number": [
            ignore_empty,
            natural_number_validator,
            territory_decision_number,
        ],
        "__extras": [ignore],
        "__junk": [ignore],
    }


@tk.validator_args
def budget_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_budget_show``."""
    return {"id": [not_empty, unicode_safe]}
