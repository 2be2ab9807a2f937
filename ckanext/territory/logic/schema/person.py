"""What the action on a person's data accepts."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

__all__ = ["person_erase"]


@tk.validator_args
def person_erase(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_person_erase``."""
    return {"id": [not_empty, unicode_safe]}
