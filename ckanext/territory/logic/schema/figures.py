"""Schemas of the actions on figures."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

__all__ = ["figures_show"]


@tk.validator_args
def figures_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_figures_show``."""
    return {"id": [not_empty, unicode_safe]}
