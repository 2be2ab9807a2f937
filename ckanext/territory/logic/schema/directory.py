"""What the action on the whole directory accepts."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

__all__ = ["directory_show"]


@tk.validator_args
def directory_show(
    ignore_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
    limit_to_configured_maximum: ValidatorFactory,
) -> Schema:
    """Return the schema of ``territory_directory_show``."""
    return {
        "theme": [ignore_empty, unicode_safe],
        "service": [ignore_empty, unicode_safe],
        "territory": [ignore_empty, unicode_safe],
        "limit": [
            default(50),
            natural_number_validator,
            limit_to_configured_maximum("ckan.search.rows_max", 1000),
        ],
        "offset": [default(0), natural_number_validator],
    }
