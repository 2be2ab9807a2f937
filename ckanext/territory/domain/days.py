"""Days that bound a period, as tables write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

from ckanext.territory.domain.table import read_date

DECEMBER: Final = 12
_SHORT: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?", re.ASCII)


def first_day(text: str) -> date | None:
    """Return the first day of ``2024``, ``2024-03``, ``2024-03-05``, or None."""
    short = _SHORT.fullmatch(text.strip())
    if short is None:
        return _day(text)
    try:
        return date(int(short[1]), int(short[2] or 1), 1)
    except ValueError:
        return None


def last_day(text: str) -> date | None:
    """Return the last day of ``2024``, ``2024-03``, ``2024-03-05``, or None."""
    short = _SHORT.fullmatch(text.strip())
    if short is None:
        return _day(text)
    try:
        return month_end(int(short[1]), int(short[2] or DECEMBER))
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    if month == DECEMBER:
        return date(year, DECEMBER, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def months_at(day: date) -> Fraction:
    """Return how many months have gone by at the end of a day, exactly.

    Months count the same whatever their length, so that half of a period of two years
    is one year.
    """
    whole = day.year * DECEMBER + day.month - 1
    return whole + Fraction(day.day, month_end(day.year, day.month).day)


def _day(text: str) -> date | None:
    found = read_date(text)
    return found.date() if isinstance(found, datetime) else found
