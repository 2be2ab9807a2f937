"""The table schemas of the portal: its own, and those an administrator loads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ckan import model

from ckanext.territory.domain.table_schema import (
    SchemaDescriptor,
    SchemaOutline,
    load_descriptor,
    parse_address,
    pick_version,
    read_descriptor,
)
from ckanext.territory.model.table_schema import TableSchema

FOLDER = Path(__file__).parent / "schemas" / "tables"
OWN = "territory/"
PAGES = "/territory/schemas/tables"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSchema:
    """A schema that the portal can check against.

    ``name`` is what its addresses have in common, whatever the version; ``aliases`` are
    further ones. ``loaded_at`` is None for a schema of the extension itself.
    """

    name: str
    version: str
    address: str
    loaded_at: dt.datetime | None
    outline: SchemaOutline
    aliases: frozenset[str]

    @property
    def is_own(self) -> bool:
        """Tell whether the extension ships it."""
        return self.loaded_at is None


@dataclass(slots=True)
class _Kept:
    """What this process read last, and the state of the table it read then."""

    key: tuple[Any, ...] | None = None
    loaded: tuple[KnownSchema, ...] = ()


_kept = _Kept()


def outlines() -> list[SchemaOutline]:
    """Return the columns of the newest version of each schema, own ones first."""
    newest: dict[str, SchemaOutline] = {}
    for each in all_schemas():
        newest.setdefault(each.name, each.outline)
    return list(newest.values())


def find(address: str) -> SchemaDescriptor | None:
    """Return the schema that an address names, or None when it is not known.

    With a version, ``latest`` or a page; an address of our own on any host.
    """
    known = look_up(address)
    return None if known is None else descriptor(known)


def look_up(address: str, version: str = "") -> KnownSchema | None:
    """Return the schema of an address, or of a name with a version."""
    named = parse_address(address)
    name, asked = (named.family, named.version) if named else (address, "")
    schemas = all_schemas()
    found = [each for each in schemas if each.name in {name, f"{OWN}{name}"}]
    found = found or [each for each in schemas if name in each.aliases]
    if version:
        return next((each for each in found if each.version == version), None)
    by_version = {each.version: each for each in found}
    return by_version.get(pick_version(asked, by_version))


def descriptor(known: KnownSchema) -> SchemaDescriptor | None:
    """Return the whole of a schema, or None when it has just been removed."""
    if known.is_own:
        return own_descriptors()[known.name.removeprefix(OWN)]
    row = model.Session.get(TableSchema, (known.name, known.version))
    return None if row is None else read_descriptor(row.descriptor, known.name)


def all_schemas() -> list[KnownSchema]:
    """Return every schema in every version: own ones, then loaded ones, newest first.

    What was loaded is read again when the table has changed, by any process.
    """
    columns = (TableSchema.name, TableSchema.version, TableSchema.loaded_at)
    statement = sa.select(*columns).order_by(
        TableSchema.name, TableSchema.loaded_at.desc()
    )
    key = tuple(tuple(row) for row in model.Session.execute(statement))
    if key != _kept.key:
        _kept.loaded = tuple(_loaded())
        _kept.key = key
    return [*_own(), *_kept.loaded]


@cache
def own_descriptors() -> Mapping[str, SchemaDescriptor]:
    """Return the schemas of the extension by their name."""
    return {path.stem: load_descriptor(path) for path in sorted(FOLDER.glob("*.json"))}


@cache
def _own() -> tuple[KnownSchema, ...]:
    return tuple(
        KnownSchema(
            name=OWN + name,
            version=each.version,
            address=each.path,
            loaded_at=None,
            outline=each.outline(each.path),
            aliases=frozenset(),
        )
        for name, each in own_descriptors().items()
    )


def _loaded() -> Iterator[KnownSchema]:
    rows = model.Session.scalars(sa.select(TableSchema).order_by(TableSchema.name))
    by_name: dict[str, list[TableSchema]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    for name, versions in by_name.items():
        left = {row.version: row for row in versions}
        while left:
            row = left.pop(pick_version("", left))
            content = read_descriptor(row.descriptor, name)
            path = parse_address(content.path)
            yield KnownSchema(
                name=name,
                version=row.version,
                address=row.address,
                loaded_at=row.loaded_at,
                outline=content.outline(row.address),
                aliases=frozenset({path.family} if path else ()),
            )
