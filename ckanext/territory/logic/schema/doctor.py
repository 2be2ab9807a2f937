"""What the actions of the doctor accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory


@tk.validator_args
def doctor_run(ignore_missing: Validator, one_of: ValidatorFactory) -> Schema:
    """Return the schema of ``territory_doctor_run``."""
    return {"lang": [ignore_missing, one_of(["en", "fr"])]}


def index_field_create() -> Schema:
    """Return the schema of ``territory_index_field_create``, which takes nothing."""
    return {}
