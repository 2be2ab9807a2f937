"""The next edition of a yearly document: its title, its period, its year."""

from __future__ import annotations

import re
from datetime import date, timedelta

_YEAR = re.compile(r"(?<![\d.,])(19|20)\d\d(?![\d.,]\d|\d)")
_FULL_YEAR = re.compile(r"\d{4}", re.ASCII)
_LAST_YEAR = 2098


def next_title(title: str) -> str:
    """Return a title with its years moved on by one: “Budget 2025” → “Budget 2026”."""
    return _YEAR.sub(lambda found: _next(found.group()), title)


def next_year(year: object) -> int | None:
    """Return the year that follows, or None when it is not one."""
    text = str(year).strip()
    if not _FULL_YEAR.fullmatch(text) or int(text) > _LAST_YEAR:
        return None
    return int(text) + 1


def next_period(start: str, end: str) -> tuple[str, str] | None:
    """Return the period of one year that follows another, written the same way.

    Takes years (2025 to 2025) or days (any twelve months: a school year too). Returns
    None for a period that is not one year long: nobody can tell the next one.
    """
    if _FULL_YEAR.fullmatch(start) and start == end:
        following = next_year(start)
        return (str(following), str(following)) if following else None
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        after = last + timedelta(days=1)
        if (after.year, after.month, after.day) != (
            first.year + 1,
            first.month,
            first.day,
        ):
            return None
        end_of_next = after.replace(year=after.year + 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        # Not days, or the 29th of February, which the next year does not have.
        return None
    return after.isoformat(), end_of_next.isoformat()


def _next(year: str) -> str:
    following = next_year(year)
    return str(following) if following else year
