"""Reading of a catalogue file: its table, and which column is which."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from ckanext.territory.domain.catalogue_csv.columns import column_of
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table import TableLimits, open_table

MOST_ROWS: Final = 2_000
"""The largest portals of French cities have about so many datasets."""

CELL: Final = 25_000
"""Characters kept of a cell: more than any field holds."""

_LIMITS: Final = TableLimits(
    size=20_000_000, columns=200, cells=400_000, unpacked=100_000_000
)


def read_file(order: dict[str, Any]) -> dict[str, Any]:
    """Return the rows of the file at ``path``, called ``name``; ready for JSON.

    Answers ``rows`` (``line`` in the file, ``cells``: texts by column of the schema,
    empty ones left out) and ``unknown`` (names of columns that are not read). Raises
    TerritoryError: `table.…`, `catalogue.no_title`, `catalogue.too_many` or
    `catalogue.no_row`.
    """
    name = str(order["name"])
    table = open_table(Path(order["path"]), name=name, limits=_LIMITS)
    columns = [column_of(title) for title in table.header]
    if "TITRE" not in columns:
        found = ", ".join(title for title in table.header[:10] if title)
        raise TerritoryError("catalogue.no_title", file=name, found=found or "—")
    rows: list[dict[str, Any]] = []
    for line, cells in table.numbered_rows():
        if len(rows) == MOST_ROWS:
            raise TerritoryError("catalogue.too_many", file=name, expected=MOST_ROWS)
        rows.append({"line": line, "cells": _named(columns, cells)})
    if not rows:
        raise TerritoryError("catalogue.no_row", file=name)
    unknown = [
        title
        for title, column in zip(table.header, columns, strict=True)
        if title and column is None
    ]
    return {"rows": rows, "unknown": unknown[:50]}


def _named(columns: list[str | None], cells: tuple[str, ...]) -> dict[str, str]:
    """Return the texts by column; of two columns of a name the first filled counts."""
    named: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=True):
        text = cell.strip()[:CELL]
        if column is not None and text:
            named.setdefault(column, text)
    return named
