"""What a chart is made of. Words come from the caller, already in their language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure drawn for every bar; two of them make pairs.

    ``outline`` draws an empty bar with a border, so that two series of the same
    colour differ in grey print as well.
    """

    label: str
    colour: str
    style: Literal["solid", "outline"] = "solid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One thing measured: ``values`` and ``texts`` have one entry per series.

    ``texts`` are written at the end of the bars, ``tips`` are shown on hovering.
    ``colour`` replaces that of the series.
    """

    label: str
    values: tuple[Decimal | None, ...]
    texts: tuple[str, ...]
    tips: tuple[str, ...] = ()
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartText:
    """The words around a chart; ``alt`` names the drawing for screen readers.

    ``language`` is that of the numbers and dates of the axes; ``others`` is what lines
    beyond the named ones are called together.
    """

    title: str
    unit: str
    source: str
    alt: str
    sentence: str
    language: str = "fr"
    others: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table twin."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table twin: ``texts`` for people, ``values`` for machines."""

    texts: tuple[str, ...]
    values: tuple[str | Decimal | int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The same figures as the drawing, complete, as a table."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """A chart: one drawing in two widths, and what is said of it.

    ``vega_lite`` is the drawing for a wide page, ``narrow`` the one for a phone
    (labels above the bars).
    """

    vega_lite: dict[str, Any]
    narrow: dict[str, Any]
    title: str
    unit: str
    source: str
    alt: str
    sentence: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
