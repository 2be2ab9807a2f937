"""Thresholds, each with the text that sets it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, cast

import yaml

from ckanext.territory.domain.environment.properties import DATA

Averaging = Literal["hour", "day", "max_8h", "year", "sample"]
ThresholdKind = Literal[
    "limit", "target", "quality", "road", "information", "alert", "guideline"
]

# What is law comes first, then what is advice.
RANKS: Final[tuple[ThresholdKind, ...]] = (
    "limit",
    "quality",
    "road",
    "target",
    "information",
    "alert",
    "guideline",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A value not to be exceeded, in the unit of its property.

    Attributes:
        observed: code of the property.
        averaging: over which period values are averaged before they are compared.
        allowed: exceedances of a calendar year that are allowed.
        years: over how many years their number is averaged.
        source: the text that sets it, by language.
    """

    id: str
    observed: str
    value: float
    averaging: Averaging
    kind: ThresholdKind
    source: Mapping[str, str]
    allowed: int = 0
    years: int = 1
    valid_from: str = ""
    address: str = ""

    @property
    def first_year(self) -> int:
        """The first calendar year that it applies to as a whole."""
        if not self.valid_from:
            return 0
        day = date.fromisoformat(self.valid_from)
        return day.year if (day.month, day.day) == (1, 1) else day.year + 1


def load_thresholds(further: str = "") -> tuple[Threshold, ...]:
    """Return our thresholds, and those of an administrator's file over them."""
    rows = {row["id"]: row for row in _read(DATA / "thresholds.yaml")}
    for row in _read(Path(further)) if further else []:
        if row.get("withdrawn"):
            rows.pop(row["id"], None)
        else:
            rows[row["id"]] = row
    known = {field.name for field in fields(Threshold)}
    return tuple(
        Threshold(
            observed=row["property"],
            **{key: value for key, value in row.items() if key in known},
        )
        for row in rows.values()
    )


def in_force(
    thresholds: Iterable[Threshold], property_code: str, year: int
) -> list[Threshold]:
    """Return the thresholds of a property in a year: law first, then short averages."""
    order = ("hour", "max_8h", "day", "sample", "year")
    found = [
        each
        for each in thresholds
        if each.observed == property_code and each.first_year <= year
    ]
    return sorted(
        found, key=lambda each: (RANKS.index(each.kind), order.index(each.averaging))
    )


def _read(path: Path) -> list[dict[str, Any]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return cast("list[dict[str, Any]]", content["thresholds"])
