"""Values of indicators, as the portal keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

ValueKind = Literal["actual", "target", "forecast", "baseline"]


class Place(NamedTuple):
    """A territory: its level and its code."""

    level: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    """One value; ``status`` is A, P, E or F, empty when the row says nothing."""

    place: Place
    start: date
    end: date
    kind: ValueKind
    value: Decimal
    status: str = ""
    comment: str = ""

    @property
    def key(self) -> tuple[Place, date, date, ValueKind]:
        """What may be there only once."""
        return self.place, self.start, self.end, self.kind

    def to_json(self) -> list[Any]:
        """Return the value as a list, short because there may be many."""
        return [
            *self.place,
            self.start.isoformat(),
            self.end.isoformat(),
            self.kind,
            str(self.value),
            self.status,
            self.comment,
        ]

    @classmethod
    def from_json(cls, kept: list[Any]) -> IndicatorValue:
        """Return the value that was kept."""
        level, code, start, end, kind, value, status, comment = kept
        return cls(
            place=Place(level, code),
            start=date.fromisoformat(start),
            end=date.fromisoformat(end),
            kind=kind,
            value=Decimal(value),
            status=status,
            comment=comment,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator with all its values, in the order of their periods."""

    code: str
    name: str
    unit: str
    values: tuple[IndicatorValue, ...]


def combine(files: Iterable[Mapping[str, Any]]) -> tuple[list[Indicator], int]:
    """Return the indicators of several files, and how many values came twice.

    The files come in order: of a value that two of them give, the later one counts.
    Values in another unit than that of the first file are left out.
    """
    names: dict[str, tuple[str, str]] = {}
    values: dict[str, dict[object, IndicatorValue]] = {}
    twice = 0
    for file in files:
        for kept in file["indicators"]:
            code, unit = kept["code"], kept["unit"]
            if names.setdefault(code, (kept["name"], unit))[1] != unit:
                continue
            own = values.setdefault(code, {})
            for row in kept["values"]:
                value = IndicatorValue.from_json(row)
                twice += value.key in own
                own[value.key] = value
    return [
        Indicator(
            code=code,
            name=names[code][0],
            unit=names[code][1],
            values=tuple(sorted(own.values(), key=lambda each: (each.end, each.start))),
        )
        for code, own in values.items()
    ], twice
