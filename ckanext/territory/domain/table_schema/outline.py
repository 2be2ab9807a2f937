"""Which schema a table follows, told from the names of its columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# A table is recognised when it has four required columns in five, and half of its own
# columns are the schema's. A schema that requires less than three columns would claim
# any table: all of its columns are counted then.
REQUIRED_SHARE: Final = 0.8
OWN_SHARE: Final = 0.5
FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class SchemaOutline:
    """The address, title and column names of a schema."""

    address: str
    title: str
    columns: tuple[str, ...]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The schema that a table seems to follow.

    ``required_share`` and ``own_share`` are 0-1: how many of the required columns the
    table has, and how many of its columns the schema knows.
    """

    address: str
    title: str
    required_share: float
    own_share: float
    missing: tuple[str, ...]


def column_key(name: str) -> str:
    """Return a column's name without case, accents and marks between words."""
    plain = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def recognise(
    columns: Sequence[str], schemas: Sequence[SchemaOutline]
) -> Recognition | None:
    """Return the schema that the columns fit best, or None when they fit none.

    The one that knows most of the table's columns wins, then the one whose required
    columns are most present, then the one that requires most; the first of equals.
    """
    own = {column_key(name) for name in columns} - {""}
    best: tuple[tuple[float, float, int], Recognition] | None = None
    for schema in schemas:
        found = _fit(own, schema)
        if found is None:
            continue
        rank = (found.own_share, found.required_share, len(schema.required))
        if best is None or rank > best[0]:
            best = (rank, found)
    return best[1] if best else None


def _fit(own: set[str], schema: SchemaOutline) -> Recognition | None:
    known = {column_key(name) for name in schema.columns} - {""}
    base = schema.required if len(schema.required) >= FEWEST else schema.columns
    if len(base) < FEWEST or not own:
        return None
    missing = tuple(name for name in base if column_key(name) not in own)
    required_share = 1 - len(missing) / len(base)
    own_share = len(own & known) / len(own)
    if required_share < REQUIRED_SHARE or own_share < OWN_SHARE:
        return None
    return Recognition(
        address=schema.address,
        title=schema.title,
        required_share=required_share,
        own_share=own_share,
        missing=missing,
    )
