"""Observed properties and their units."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, cast

import yaml

Aggregate = Literal["mean", "energy", "sum", "last", "none"]

DATA: Final = Path(__file__).parents[2] / "data" / "environment"
# Signs that people write in units or leave out.
_DROPPED: Final = str.maketrans({"μ": "u", "°": None, "^": None, " ": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedProperty:
    """What is measured; labels by language (``fr``, ``en``)."""

    code: str
    domain: str
    label: Mapping[str, str]
    short: str
    unit: str
    aggregate: Aggregate
    decimals: int
    uri: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """All known properties, and how units convert.

    ``units`` is: our unit, then the folded spelling, then the factor.
    """

    known: Mapping[str, ObservedProperty]
    units: Mapping[str, Mapping[str, float]]
    names: Mapping[str, str] = field(repr=False)

    def find(self, text: str) -> ObservedProperty | None:
        """Return the property of a code, an address or another way of writing it."""
        code = self.names.get(_fold(text))
        return self.known[code] if code else None

    def factor(self, unit: str, written: str) -> float | None:
        """Return by what a value is multiplied to be in our unit, None if it cannot."""
        folded = fold_unit(written)
        if folded == fold_unit(unit):
            return 1.0
        return self.units.get(unit, {}).get(folded)


def load_properties(further: str = "") -> Properties:
    """Return our properties, and those of an administrator's file over them."""
    content = _read(DATA / "properties.yaml")
    own = _read(Path(further)) if further else {}
    rows = [*content["properties"], *own.get("properties", [])]
    known = {row["code"]: _property(row) for row in rows}
    names = {
        _fold(text): code
        for code, each in known.items()
        for text in (code, *each.label.values(), *each.also, each.uri)
        if text
    }
    units = {
        unit: {fold_unit(text): float(by) for text, by in spellings.items()}
        for unit, spellings in {**content["units"], **own.get("units", {})}.items()
    }
    return Properties(known=known, units=units, names=names)


def fold_unit(text: str) -> str:
    """Return a unit without case, blanks, accents and exponent marks."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return kept.translate(_DROPPED)


def _property(row: Mapping[str, Any]) -> ObservedProperty:
    fields: dict[str, Any] = {**row, "also": tuple(row.get("also", ()))}
    return ObservedProperty(**fields)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip().casefold().replace("’", "'"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _read(path: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.safe_load(path.read_text(encoding="utf-8")))
