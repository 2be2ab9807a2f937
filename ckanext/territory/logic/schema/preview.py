"""What the actions on the contents of files accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def preview_list(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_preview_list``."""
    return {"dataset_id": [not_empty, unicode_safe]}


@tk.validator_args
def preview_shapes(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_preview_shapes``."""
    return {"resource_id": [not_empty, unicode_safe]}
