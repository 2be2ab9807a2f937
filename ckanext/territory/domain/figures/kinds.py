"""Which of our own schemas a table follows, told from its header."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, cast

from ckanext.territory.domain.table_schema import (
    SchemaOutline,
    load_descriptor,
    recognise,
)

Kind = Literal["indicator_values", "observations", "sensors"]

KINDS: Final[tuple[Kind, ...]] = ("indicator_values", "observations", "sensors")
_FOLDER = Path(__file__).parents[2] / "schemas" / "tables"


def kind_of(header: Sequence[str]) -> Kind | None:
    """Return the schema of ours that the columns follow, or None."""
    found = recognise(header, _outlines())
    return cast("Kind", found.address) if found else None


@functools.cache
def _outlines() -> tuple[SchemaOutline, ...]:
    return tuple(
        load_descriptor(_FOLDER / f"{kind}.json").outline(kind) for kind in KINDS
    )
