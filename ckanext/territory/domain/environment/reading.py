"""Reading of a table of observations, row by row: a million of them in a minute."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from ckanext.territory.domain.environment.clock import Clock, Moment
from ckanext.territory.domain.environment.properties import Properties
from ckanext.territory.domain.environment.samples import Gathering
from ckanext.territory.domain.environment.summary import summary
from ckanext.territory.domain.environment.thresholds import Threshold
from ckanext.territory.domain.figures.columns import TableColumns
from ckanext.territory.domain.figures.refusals import Refusals
from ckanext.territory.domain.table import TableReader, read_number

MOST_SERIES: Final = 2000
# An absurd value would make every other one invisible on a chart.
LARGEST: Final = 1e12
NAMES: Final = (
    "station_code",
    "property",
    "period_start",
    "period_end",
    "value",
    "unit",
    "status",
)
MISSING, FORECAST = "M", "F"
PROVISIONAL: Final = ("P", "E")


class _Measured(NamedTuple):
    code: str
    unit: str
    factor: float


class _LeftOut(Exception):  # noqa: N818 - it ends a row, not the reading
    """A row cannot be used."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Reader:
    """Takes rows; what cannot be used is counted with its reason."""

    def __init__(self, header: Sequence[str], properties: Properties) -> None:
        columns = TableColumns(header)
        columns.require("station_code", "property", "period_start", "value")
        self._places = [columns.place(name) for name in NAMES]
        self._properties = properties
        self._clock = Clock()
        self._measured: dict[tuple[str, str], _Measured | None] = {}
        # The unit of a property that is not in our list: that of its first row.
        self._free: dict[str, str] = {}
        self.series: dict[tuple[str, str], Gathering] = {}
        self.units: dict[str, str] = {}
        self.refusals = Refusals()
        self.statuses: Counter[str] = Counter()
        self.rows = self.missing = self.forecast = 0

    def take(self, line: int, row: Sequence[str]) -> None:
        """Read one row."""
        self.rows += 1
        cells = (*row, "")
        station, what, start, end, text, unit, status = [
            cells[at] for at in self._places
        ]
        if not text or status == MISSING:
            self.missing += 1
        elif status == FORECAST:
            self.forecast += 1
        else:
            try:
                self._keep((station, what, unit), (start, end), text)
            except _LeftOut as found:
                self.refusals.add(found.reason, line)
            else:
                self.statuses[status] += 1

    def _keep(
        self, names: tuple[str, str, str], period: tuple[str, str], text: str
    ) -> None:
        station, what, unit = names
        if not station or not what:
            raise _LeftOut("station")
        measured = self._measure(what, unit)
        if measured is None:
            raise _LeftOut("unit")
        value = _number(text)
        if value is None:
            raise _LeftOut("number")
        begin, length = self._when(*period)
        own = self.series.get((station, measured.code))
        if own is None:
            if len(self.series) >= MOST_SERIES:
                raise _LeftOut("too_many")
            own = self.series[station, measured.code] = Gathering()
        own.add(begin.instant, begin.clock, length, value * measured.factor)

    def _when(self, start: str, end: str) -> tuple[Moment, int]:
        """Return when a reading begins and how long it lasts, 0 for an instant."""
        begin = self._clock.read(start)
        if begin is None:
            raise _LeftOut("period")
        if not end:
            return begin, (begin.until - begin.clock) if begin.until else 0
        last = self._clock.read(end)
        if last is None:
            raise _LeftOut("period")
        if last.until is None:
            length = last.instant - begin.instant
            is_reversed = length < 0
        else:
            # A day as an end is comprised, an instant is not.
            length = last.until - begin.clock
            is_reversed = length <= 0
        if is_reversed:
            raise _LeftOut("period_order")
        return begin, length

    def _measure(self, what: str, unit: str) -> _Measured | None:
        key = (what, unit)
        if key in self._measured:
            return self._measured[key]
        found = self._properties.find(what)
        if found is not None:
            factor = self._properties.factor(found.unit, unit or found.unit)
            made = _Measured(found.code, found.unit, factor) if factor else None
        else:
            first = self._free.setdefault(what, unit)
            factor = self._properties.factor(first, unit)
            made = _Measured(what, first, factor) if factor else None
        if made is not None:
            self.units[made.code] = made.unit
        self._measured[key] = made
        return made


def observation_figures(
    table: TableReader, properties: Properties, thresholds: Iterable[Threshold]
) -> dict[str, Any]:
    """Return the series of a table, put together, and what was left out.

    Keys: ``rows`` read, ``missing`` (no value, or status M), ``forecast`` (status F),
    ``duplicates`` (of the same station, property and period only the last counts),
    ``statuses`` (how many provisional P and estimated E), ``refused`` (reason, count,
    first lines), ``series`` (see ``summary``).

    Raises:
        TerritoryError: a column that figures need is not there.
    """
    reader = _Reader(table.header, properties)
    for line, row in table.numbered_rows():
        reader.take(line, row)
    series, duplicates = summary(
        reader.series, reader.units, properties, tuple(thresholds)
    )
    return {
        "rows": reader.rows,
        "missing": reader.missing,
        "forecast": reader.forecast,
        "duplicates": duplicates,
        "statuses": {
            status: reader.statuses[status]
            for status in PROVISIONAL
            if reader.statuses[status]
        },
        "refused": reader.refusals.to_json(),
        "series": series,
    }


def _number(text: str) -> float | None:
    """Return a number as a float: the short way for what machines write."""
    try:
        value = float(text)
    except ValueError:
        exact = read_number(text)
        if exact is None:
            return None
        value = float(exact)
    if not math.isfinite(value) or abs(value) > LARGEST or "_" in text:
        return None
    return value
