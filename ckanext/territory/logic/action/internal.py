"""The back-office fields of a dataset, for those who may change it."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import internal_values
from ckanext.territory.logic.schema import internal as schema

__all__ = ["territory_internal_show"]


@tk.side_effect_free
@tk.validate_action_data(schema.internal_show)
def territory_internal_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the internal fields of a dataset that have a value, by name.

    Accepts:
        id: id or name of the dataset.

    Returns:
        A text or a list of texts by field, in the order of the schema.

    Who may call: who may change the dataset. Others get ObjectNotFound, as for a
    dataset that does not exist.
    """
    try:
        tk.check_access("territory_internal_show", context, data_dict)
    except tk.NotAuthorized:
        raise tk.ObjectNotFound from None
    package = model.Package.get(data_dict["id"])
    if package is None:
        raise tk.ObjectNotFound
    kept = internal_values.read(package.id)
    fields = internal_values.fields_of(package.type)
    return {name: kept[name] for name in fields if name in kept}
