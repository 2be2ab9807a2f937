"""What the action on back-office fields accepts."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

__all__ = ["internal_show"]


@tk.validator_args
def internal_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_internal_show``."""
    return {"id": [not_empty, unicode_safe]}
