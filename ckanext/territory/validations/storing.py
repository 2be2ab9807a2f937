"""Table schemas in the database: where one belongs, writing it, showing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory import table_schemas
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table_schema import (
    SchemaDescriptor,
    SchemaField,
    parse_address,
)
from ckanext.territory.domain.table_schema.address import NATIONAL
from ckanext.territory.model.table_schema import TableSchema
from ckanext.territory.table_schemas import OWN, KnownSchema
from ckanext.territory.validations.types import (
    TableSchemaColumn,
    TableSchemaLine,
    TableSchemaShown,
)

EXAMPLE = f"{NATIONAL}scdl/budget/0.8.3/schema.json"


@dataclass(frozen=True, slots=True)
class Place:
    """Under which name, version and address a schema is kept."""

    name: str
    version: str
    address: str


def place_of(found: SchemaDescriptor, address: str, file: str) -> Place:
    """Return where a schema belongs, by the address given or that of the file.

    Raises TerritoryError when there is no address, or one of our own.
    """
    cited = address.strip() or found.path
    named = parse_address(cited)
    if named is None:
        raise TerritoryError("table_schema.address", file=file, example=EXAMPLE)
    if named.family.startswith(OWN):
        raise TerritoryError("table_schema.own_address", file=file, found=cited)
    return Place(named.family, named.version or found.version, cited)


def store(
    found: SchemaDescriptor, place: Place
) -> Literal["added", "updated", "unchanged"]:
    """Write a schema unless it is there already; leaves the commit to the caller."""
    row = model.Session.get(TableSchema, (place.name, place.version))
    content = dict(found.content)
    if row is None:
        row = TableSchema(name=place.name, version=place.version)
        row.address, row.title, row.descriptor = place.address, found.title, content
        model.Session.add(row)
        model.Session.flush()
        return "added"
    if (row.address, row.descriptor) == (place.address, content):
        return "unchanged"
    row.address, row.title, row.descriptor = place.address, found.title, content
    row.loaded_at = sa.func.now()
    model.Session.flush()
    return "updated"


def line(known: KnownSchema) -> TableSchemaLine:
    """Return a schema as a row of a list."""
    return {
        "name": known.name.removeprefix(OWN) if known.is_own else known.name,
        "version": known.version,
        "address": absolute(known.address),
        "page": page_of(known.name, known.address),
        "title": known.outline.title,
        "is_own": known.is_own,
        "column_count": len(known.outline.columns),
        "loaded_at": known.loaded_at.isoformat() if known.loaded_at else None,
    }


def shown(known: KnownSchema) -> TableSchemaShown:
    """Return a schema with its columns; raises ObjectNotFound when it is just gone."""
    found = table_schemas.descriptor(known)
    if found is None:
        raise tk.ObjectNotFound(tk._("There is no such table schema."))
    content = dict(found.content)
    if known.is_own:
        content |= {key: absolute(content[key]) for key in ("path", "homepage")}
    return {
        **line(known),
        "description": found.description,
        "columns": [_column(each) for each in found.fields],
        "descriptor": content,
    }


def _column(field: SchemaField) -> TableSchemaColumn:
    choices = cast("list[Any]", field.constraints.get("enum") or [])
    return {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "type": field.type,
        "is_required": field.is_required,
        "example": field.example,
        "choices": [str(each) for each in choices],
    }


def page_of(name: str, address: str) -> str:
    """Return where people read about a schema; its address when no page is known."""
    if name.startswith(OWN):
        return tk.h.url_for(f"{table_schemas.PAGES}/{name.removeprefix(OWN)}")
    return f"https://{name}/" if address.startswith(NATIONAL) else address


def absolute(address: str) -> str:
    """Return a web address; those of our own are kept without a host."""
    if not address.startswith("/"):
        return address
    return tk.h.url_for(address, qualified=True, locale="default")
