"""Actions that tell which dataset types there are, and their fields."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.dataset_types import TypeLine, TypePage, type_names, type_page
from ckanext.territory.logic.schema import dataset_type as schema

__all__ = ["territory_schema_list", "territory_schema_show"]


@tk.side_effect_free
@tk.validate_action_data(schema.schema_list)
def territory_schema_list(context: Context, data_dict: DataDict) -> list[TypeLine]:
    """Return the dataset types in force. Everybody may call it.

    :returns: dicts with ``type``, ``label``, ``about`` and ``field_count``, in the
        language of the request
    """
    tk.check_access("territory_schema_list", context, data_dict)
    seen = _sees_internal(context)
    pages = (type_page(name, with_internal=seen) for name in type_names())
    return [
        {
            "type": page["type"],
            "label": page["label"],
            "about": page["about"],
            "field_count": page["field_count"],
        }
        for page in pages
    ]


@tk.side_effect_free
@tk.validate_action_data(schema.schema_show)
def territory_schema_show(context: Context, data_dict: DataDict) -> TypePage:
    """Return a dataset type with its fields. Everybody may call it.

    Back-office fields are told only to those who may create datasets.

    :param type: name of the type, such as ``budget``

    :returns: what ``territory_schema_list`` tells, and ``fields`` and
        ``resource_fields``: dicts with ``name``, ``label``, ``help``, ``need``
        (``required``, ``conditional``, ``optional`` or ``derived``), ``choices``
        (labels), ``dcat`` (a property, or nothing), ``audience`` (``public`` or
        ``internal``), ``parts`` (fields of a block) and ``page`` (step of the form)
    """
    tk.check_access("territory_schema_show", context, data_dict)
    return type_page(data_dict["type"], with_internal=_sees_internal(context))


def _sees_internal(context: Context) -> bool:
    try:
        tk.check_access("package_create", tk.fresh_context(context), {})
    except tk.NotAuthorized:
        return False
    return True
