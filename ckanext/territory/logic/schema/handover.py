"""What the actions on handovers accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

__all__ = ["handover_create", "handover_preview", "handover_undo"]


def _ids(value: object) -> dict[str, str]:
    """Accept a map of ids to ids."""
    if not isinstance(value, dict):
        raise tk.Invalid(tk._("Write a map of datasets to referents."))
    return {str(key): str(other) for key, other in value.items()}


@tk.validator_args
def handover_preview(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_handover_preview``."""
    return {"referent_id": [not_empty, unicode_safe]}


@tk.validator_args
def handover_create(
    not_empty: Validator,
    ignore_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
) -> Schema:
    """Return the schema of ``territory_handover_create``."""
    return {
        "referent_id": [not_empty, unicode_safe],
        "successor_id": [ignore_empty, unicode_safe],
        "service_id": [ignore_empty, unicode_safe],
        "datasets": [ignore_missing, _ids],
    }


@tk.validator_args
def handover_undo(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_handover_undo``."""
    return {"id": [not_empty, unicode_safe]}
