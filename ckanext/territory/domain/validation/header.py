"""Columns of a table beside those of its schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ckanext.territory.domain.errors import Notice
from ckanext.territory.domain.table_schema import (
    SchemaDescriptor,
    SchemaField,
    column_key,
)
from ckanext.territory.domain.validation.finding import Finding, excerpt

SHOWN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """The columns found: place in the table, name there, field of the schema."""

    columns: tuple[tuple[int, str, SchemaField], ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]


def match_columns(header: Sequence[str], schema: SchemaDescriptor) -> Matching:
    """Return which column of the table is which field of the schema.

    Names are compared exactly, then without case and accents. A field that is absent
    is a finding when it is required; a column that the schema does not know is not.
    """
    exact: dict[str, int] = {}
    loose: dict[str, int] = {}
    repeated: list[str] = []
    for place, name in enumerate(header):
        if name.strip() and name in exact:
            repeated.append(name)
        exact.setdefault(name, place)
        loose.setdefault(column_key(name), place)
    columns: list[tuple[int, str, SchemaField]] = []
    missing: list[str] = []
    respelled: list[str] = []
    for field in schema.fields:
        place = exact.get(field.name, loose.get(column_key(field.name)))
        if place is None:
            missing += [field.name] if field.is_required else []
            continue
        columns.append((place, header[place], field))
        if header[place] != field.name:
            respelled.append(f"{excerpt(header[place])} → {excerpt(field.name)}")
    taken = {place for place, _, _ in columns}
    unknown = [
        name
        for place, name in enumerate(header)
        if place not in taken and name.strip() and name not in repeated
    ]
    return Matching(
        columns=tuple(columns),
        findings=(
            *(Finding(code="validation.column_missing", column=c) for c in missing),
            *(Finding(code="validation.column_repeated", column=c) for c in repeated),
        ),
        notices=tuple(
            Notice(code, {"count": len(names), "examples": _listed(names)})
            for code, names in (
                ("validation.columns_respelled", respelled),
                ("validation.columns_unknown", unknown),
            )
            if names
        ),
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(excerpt(name) for name in names[:SHOWN])
    return shown + (", …" if len(names) > SHOWN else "")
