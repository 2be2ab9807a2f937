"""What the actions about uploaded files accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def upload_run(ignore_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_upload_run``."""
    return {"id": [ignore_empty, unicode_safe]}


@tk.validator_args
def upload_list(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_upload_list``."""
    return {"id": [not_empty, unicode_safe]}
