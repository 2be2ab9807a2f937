"""Validator of the back-office fields."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import (
    Context,
    FlattenDataDict,
    FlattenErrorDict,
    FlattenKey,
    Validator,
)

from ckanext.territory.internal_values import too_long
from ckanext.territory.saving import saving_of

__all__ = ["territory_internal"]


def territory_internal(longest: int) -> Validator:
    """Return a validator that leaves nothing of an internal field in the dataset.

    The value is taken aside before validation (``saving.Saving``); what reaches this
    validator by another way is checked and dropped.
    """

    def check(
        key: FlattenKey,
        data: FlattenDataDict,
        errors: FlattenErrorDict,
        context: Context,
    ) -> None:
        value = data.pop(key, tk.missing)
        saving = saving_of(context)
        if saving is not None:
            errors[key].extend(saving.errors.get(str(key[0]), []))
        if value is not tk.missing and len(str(value or "")) > longest:
            errors[key].append(too_long(longest))
        raise tk.StopOnError

    return check
