"""What the actions on agents accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def agent_update(
    not_empty: Validator,
    unicode_safe: Validator,
    not_missing: Validator,
    boolean_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_agent_update``."""
    return {
        "id": [not_empty, unicode_safe],
        "agent": [not_missing, boolean_validator],
    }


@tk.validator_args
def agent_list() -> Schema:
    """Return the schema of ``territory_agent_list``, which takes nothing."""
    return {}
