"""What the actions of dataset types accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator


def schema_list() -> Schema:
    """Return the schema of ``territory_schema_list``, which takes nothing."""
    return {}


@tk.validator_args
def schema_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_schema_show``."""
    return {"type": [not_empty, unicode_safe]}
