"""Actions on table schemas."""

from __future__ import annotations

import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import messages, table_schemas
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table_schema import parse_descriptor
from ckanext.territory.domain.table_schema.descriptor import LARGEST
from ckanext.territory.logic.schema import table_schema as schema
from ckanext.territory.model.table_schema import TableSchema
from ckanext.territory.table_schemas import KnownSchema
from ckanext.territory.validations import storing
from ckanext.territory.validations.types import (
    TableSchemaImported,
    TableSchemaLine,
    TableSchemaShown,
)

__all__ = [
    "territory_table_schema_delete",
    "territory_table_schema_import",
    "territory_table_schema_list",
    "territory_table_schema_show",
]


@tk.validate_action_data(schema.table_schema_import)
def territory_table_schema_import(
    context: Context, data_dict: DataDict
) -> TableSchemaImported:
    """Load a table schema, so that files that follow it are checked.

    Accepts:
        upload: the file schema.json, sent as a file.
        address: where datasets cite it; what the file says (``path``) when empty.
        dry_run: say what would be done, and do nothing.

    Returns:
        As a row of ``territory_table_schema_list``, with ``status``: added, updated or
        unchanged.

    Who may call: administrators of the portal.
    """
    tk.check_access("territory_table_schema_import", context, data_dict)
    upload = data_dict["upload"]
    if not isinstance(upload, FileStorage) or not upload.filename:
        raise tk.ValidationError({"upload": [tk._("Choose the schema to load.")]})
    try:
        # One byte more than allowed tells that there is more.
        content = upload.stream.read(LARGEST + 1)
        found = parse_descriptor(content, upload.filename)
        place = storing.place_of(found, data_dict["address"], upload.filename)
    except TerritoryError as error:
        raise tk.ValidationError(
            {"upload": [messages.describe_error(error)]}
        ) from error
    status = storing.store(found, place)
    if data_dict["dry_run"]:
        model.Session.rollback()
    else:
        model.Session.commit()
    return {
        "name": place.name,
        "version": place.version,
        "address": place.address,
        "page": storing.page_of(place.name, place.address),
        "title": found.title,
        "is_own": False,
        "column_count": len(found.fields),
        "loaded_at": None,
        "status": status,
    }


@tk.side_effect_free
@tk.validate_action_data(schema.table_schema_list)
def territory_table_schema_list(
    context: Context, data_dict: DataDict
) -> list[TableSchemaLine]:
    """Return the table schemas of the portal: its own, then those loaded.

    Returns:
        A list of ``name``, ``version``, ``address``, ``page`` (for people), ``title``,
        ``is_own``, ``column_count``, ``loaded_at``; the newest version of a schema
        first.

    Who may call: everybody.
    """
    tk.check_access("territory_table_schema_list", context, data_dict)
    return [storing.line(each) for each in table_schemas.all_schemas()]


@tk.side_effect_free
@tk.validate_action_data(schema.table_schema_show)
def territory_table_schema_show(
    context: Context, data_dict: DataDict
) -> TableSchemaShown:
    """Return a table schema with its columns.

    Accepts:
        name: its name, or an address of it in any form.
        version: a version; the newest when empty, or that of the address.

    Returns:
        As a row of ``territory_table_schema_list``, with ``description``, ``columns``
        (name, title, description, type, is_required, example, choices) and
        ``descriptor`` (the Table Schema).

    Who may call: everybody.
    """
    tk.check_access("territory_table_schema_show", context, data_dict)
    return storing.shown(_known(data_dict))


@tk.validate_action_data(schema.table_schema_delete)
def territory_table_schema_delete(
    context: Context, data_dict: DataDict
) -> list[TableSchemaLine]:
    """Remove a loaded schema; reports made with it stay.

    Accepts:
        name: its name, or an address of it.
        version: the version to remove; all of them when empty.

    Returns:
        What was removed, as rows of ``territory_table_schema_list``.

    Who may call: administrators of the portal.
    """
    tk.check_access("territory_table_schema_delete", context, data_dict)
    known = _known(data_dict)
    if known.is_own:
        raise tk.ValidationError(
            {"name": [tk._("The schemas of the portal itself cannot be removed.")]}
        )
    removed = [
        each
        for each in table_schemas.all_schemas()
        if each.name == known.name and data_dict["version"] in {"", each.version}
    ]
    model.Session.execute(
        sa.delete(TableSchema)
        .where(TableSchema.name == known.name)
        .where(TableSchema.version.in_([each.version for each in removed]))
    )
    model.Session.commit()
    return [storing.line(each) for each in removed]


def _known(data_dict: DataDict) -> KnownSchema:
    found = table_schemas.look_up(data_dict["name"], data_dict["version"])
    if found is None:
        raise tk.ObjectNotFound(tk._("There is no such table schema."))
    return found
