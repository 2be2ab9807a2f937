"""Times of observations, fast: a file has a million of them.

Seconds count from 1970. An observation has two of them: its instant, which orders and
tells two readings apart, and the time on the clock as the file writes it, which decides
its hour, its day and its year.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

Level = Literal["sample", "hour", "day", "month", "year"]

LEVELS: Final[tuple[Level, ...]] = ("sample", "hour", "day", "month", "year")
MINUTE, HOUR, DAY = 60, 3600, 86_400
LONGEST_MONTH, LONGEST_YEAR = 31 * DAY, 366 * DAY
SHORTEST_MONTH, SHORTEST_YEAR = 28 * DAY, 365 * DAY
_EPOCH: Final = date(1970, 1, 1)
_DAY_LENGTH, _MONTH_LENGTH, _YEAR_LENGTH = 10, 7, 4
_DECEMBER: Final = 12
_REMEMBERED: Final = 20_000


class Moment(NamedTuple):
    """An instant and its time on the clock; ``until`` is the end when it is a period.

    ``until`` is on the clock too, None for an instant.
    """

    instant: int
    clock: int
    until: int | None


class Clock:
    """Reads moments; days and offsets that come again are known already."""

    def __init__(self) -> None:
        self._days: dict[str, tuple[int, int] | None] = {}
        self._offsets: dict[str, int | None] = {"": 0}
        self._known: dict[str, Moment | None] = {}

    def read(self, text: str) -> Moment | None:
        """Return the moment in a text, or None.

        Read: ``2026``, ``2026-03``, ``2026-03-01``, ``2026-03-01T08:00`` with seconds
        and an offset or without. A time without an offset is taken as it is.
        """
        # The same moment comes again for each station and property.
        if text in self._known:
            return self._known[text]
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = self._known[text] = self._read(text)
        return found

    def _read(self, text: str) -> Moment | None:
        head = text[:_DAY_LENGTH]
        days = self._days.get(head, ())
        if days == ():
            days = self._days[head] = _bounds(head)
        if not days:
            return None
        start, end = days
        if len(text) <= _DAY_LENGTH:
            return Moment(start, start, end)
        try:
            clock = start + int(text[11:13]) * HOUR + int(text[14:16]) * MINUTE
        except ValueError:
            return None
        if text[10] not in "T " or text[13] != ":":
            return None
        tail = text[16:]
        offset = self._offsets.get(tail, -1)
        if offset == -1:
            offset = self._offsets[tail] = _offset(tail)
        if offset is None or not start <= clock < end:
            return None
        return Moment(clock - offset, clock, None)


def _bounds(text: str) -> tuple[int, int] | None:
    """Return the first second of a day, month or year, and the one after its last."""
    try:
        if len(text) == _DAY_LENGTH:
            day = date.fromisoformat(text)
            return _second(day), _second(day) + DAY
        if len(text) == _MONTH_LENGTH:
            month = date.fromisoformat(f"{text}-01")
            return _second(month), _second(_next_month(month))
        if len(text) == _YEAR_LENGTH:
            year = int(text)
            return _second(date(year, 1, 1)), _second(date(year + 1, 1, 1))
    except ValueError:
        pass
    return None


def _offset(tail: str) -> int | None:
    """Return the seconds of an offset written after the minutes, None if it is none."""
    if tail[:1] == ":" and tail[1:3].isdigit():
        tail = tail[3:].lstrip(".0123456789")
    if tail in {"", "Z"}:
        return 0
    sign, hours, minutes = tail[:1], tail[1:3], tail[-2:]
    if sign not in "+-" or len(tail) not in {5, 6} or not hours.isdigit():
        return None
    seconds = int(hours) * HOUR + (int(minutes) if minutes.isdigit() else 0) * MINUTE
    return seconds if sign == "+" else -seconds


def _second(day: date) -> int:
    return (day - _EPOCH).days * DAY


def _next_month(day: date) -> date:
    if day.month == _DECEMBER:
        return date(day.year + 1, 1, 1)
    return date(day.year, day.month + 1, 1)


def day_of(second: int) -> date:
    """Return the day of a time on the clock."""
    return _EPOCH + timedelta(days=second // DAY)


class Calendar:
    """Finds the hour, day, month or year that a time on the clock belongs to."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[int, int]] = {}

    def finder(self, level: Level) -> Callable[[int], tuple[int, int]]:
        """Return what gives the bounds of the period of this level around a second."""
        if level == "hour":
            return lambda second: _floor(second, HOUR)
        if level == "day":
            return lambda second: _floor(second, DAY)

        def bounds(second: int) -> tuple[int, int]:
            key = (level, second // DAY)
            found = self._known.get(key)
            if found is None:
                found = self._known[key] = _long(level, second)
            return found

        return bounds


def _floor(second: int, length: int) -> tuple[int, int]:
    start = second - second % length
    return start, start + length


def _long(level: Level, second: int) -> tuple[int, int]:
    day = day_of(second)
    if level == "month":
        start = day.replace(day=1)
        return _second(start), _second(_next_month(start))
    return _second(date(day.year, 1, 1)), _second(date(day.year + 1, 1, 1))


def level_of(step: int | None) -> Level:
    """Return the level of a time step: the one whose periods it fills exactly."""
    if step == HOUR:
        return "hour"
    if step == DAY:
        return "day"
    if step is not None and SHORTEST_MONTH <= step <= LONGEST_MONTH:
        return "month"
    if step is not None and SHORTEST_YEAR <= step <= LONGEST_YEAR:
        return "year"
    return "sample"
