"""Days, instants, periods and durations as a record writes them."""

from __future__ import annotations

import datetime as dt
import re

# Source: ISO 8601-1:2019, 5.5.2.
_DURATION = re.compile(
    r"P(?=[0-9T])(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?"
    r"(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d+)?S)?)?",
    re.ASCII,
)
_DAY_LENGTH = 10
_SLACK = dt.timedelta(minutes=5)  # clocks of sensors and servers differ
YEARS = (1800, 2200)


def is_day(text: str) -> bool:
    """Tell whether a text in the form YYYY-MM-DD is a day of the calendar."""
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == _DAY_LENGTH


def is_future(text: str, now: dt.datetime) -> bool:
    """Tell whether a day, month, year or instant is after an aware ``now``.

    The day, month or year that ``now`` is in is not the future.
    """
    if len(text) <= _DAY_LENGTH:
        return text > now.date().isoformat()[: len(text)]
    instant = parse_instant(text)
    return instant is not None and instant > now + _SLACK


def parse_instant(text: str) -> dt.datetime | None:
    """Return the instant of an ISO text in UTC, else None; UTC when it has no zone."""
    compact = text.strip()
    if compact[-1:] in {"Z", "z"}:
        compact = f"{compact[:-1]}+00:00"
    try:
        instant = dt.datetime.fromisoformat(compact)
    except ValueError:
        return None
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=dt.timezone.utc)
    try:
        return instant.astimezone(dt.timezone.utc)
    except OverflowError:
        return None


def is_duration(text: str) -> bool:
    """Tell whether a text is a duration such as ``PT15M`` or ``P1D``."""
    return _DURATION.fullmatch(text) is not None


def precedes(end: str, start: str) -> bool:
    """Tell whether the end of a period is before its start.

    Both may be a year, a month or a day: 2025 does not precede 2025-03.
    """
    shorter = min(len(start), len(end))
    return end[:shorter] < start[:shorter]


def parse_year(text: str) -> int | None:
    """Return a year of four digits, else None."""
    compact = text.strip()
    first, last = YEARS
    if not (compact.isascii() and compact.isdigit() and len(compact) == len("2026")):
        return None
    return int(compact) if first <= int(compact) <= last else None
