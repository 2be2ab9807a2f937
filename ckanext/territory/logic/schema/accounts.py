"""Schemas of the actions on charts of accounts."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

__all__ = ["accounts_import", "accounts_list"]


@tk.validator_args
def accounts_import(not_missing: Validator, ignore: Validator) -> Schema:
    """Return the schema of ``territory_accounts_import``."""
    return {"upload": [not_missing], "__extras": [ignore], "__junk": [ignore]}


@tk.validator_args
def accounts_list(ignore: Validator) -> Schema:
    """Return the schema of ``territory_accounts_list``."""
    return {"__extras": [ignore], "__junk": [ignore]}
