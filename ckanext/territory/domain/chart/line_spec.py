"""What a chart of lines is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ckanext.territory.domain.chart.timeline import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value at a day or an instant; None is a gap. ``text`` is the value in words."""

    at: Moment
    value: Decimal | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A series in order of time; ``dots`` are marks that nothing joins."""

    label: str
    colour: str
    points: tuple[Point, ...]
    style: Literal["solid", "dashed", "dots"] = "solid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A horizontal reference, such as a target or a threshold."""

    label: str
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of values drawn behind the lines; None is without end."""

    label: str
    low: Decimal | None
    high: Decimal | None
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that one drawing shows; ``rest`` are lines without a name each."""

    lines: Sequence[Line]
    rest: Sequence[Line]
    others: str
    rules: Sequence[Rule]
    bands: Sequence[Band]
    alt: str
    language: str
