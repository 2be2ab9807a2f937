"""What the actions on the directory as a table accept."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

__all__ = ["referent_export", "referent_import"]


def _file(value: object) -> FileStorage:
    """Accept an uploaded file."""
    if not isinstance(value, FileStorage):
        raise tk.Invalid(tk._("Choose a file."))
    return value


@tk.validator_args
def referent_import(
    not_empty: Validator, default: ValidatorFactory, boolean_validator: Validator
) -> Schema:
    """Return the schema of ``territory_referent_import``."""
    return {
        "upload": [not_empty, _file],
        "dry_run": [default(False), boolean_validator],
    }


@tk.validator_args
def referent_export() -> Schema:
    """Return the schema of ``territory_referent_export``, which takes nothing."""
    return {}
