"""Schemas of the actions on checks of files."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

__all__ = ["validation_list", "validation_run", "validation_show"]


@tk.validator_args
def validation_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_validation_show``."""
    return {"resource_id": [not_empty, unicode_safe]}


validation_run = validation_show


@tk.validator_args
def validation_list(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_validation_list``."""
    return {"dataset_id": [not_empty, unicode_safe]}
