"""The axis of time: which days are named, and how, for the span that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from babel import Locale
from babel.dates import format_skeleton

Moment = date | datetime

DAY = 86_400.0
YEAR = 365.25 * DAY
MONTHS_IN_YEAR = 12
SEVERAL_YEARS, SEVERAL_MONTHS, SEVERAL_DAYS = 2.0 * YEAR, 75.0 * DAY, 2.5 * DAY
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MONTH_STEPS = (1, 2, 3, 6, 12)
DAY_STEPS = (1, 2, 5, 7, 14, 28)
HOUR_STEPS = (1, 2, 3, 6, 12, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A named instant; ``above`` is the unit, ``below`` the larger one when new."""

    second: float
    above: str
    below: str = ""


def seconds(moment: Moment) -> float:
    """Return an instant as seconds; a day begins at midnight, naive times are UTC."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=timezone.utc)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.timestamp()


def ticks(first: float, last: float, *, at_most: int, language: str) -> list[Tick]:
    """Return the instants to name between two, in order: ``at_most`` or fewer.

    Years from two years on, months from two and a half, then days, then hours.
    """
    locale = Locale.parse(language)
    span = last - first
    if span >= SEVERAL_YEARS:
        return _years(first, last, at_most)
    if span >= SEVERAL_MONTHS:
        return _months(first, last, at_most, locale)
    if span >= SEVERAL_DAYS:
        return _days(first, last, at_most, locale)
    return _hours(first, last, at_most, locale)


def _moment(second: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=second)


def _step(count: float, at_most: int, steps: tuple[int, ...]) -> int:
    return next((step for step in steps if count / step <= at_most), steps[-1])


def _years(first: float, last: float, at_most: int) -> list[Tick]:
    start, end = _moment(first).year, _moment(last).year
    step = _step(end - start + 1, at_most, YEAR_STEPS)
    # A step counts from the last year: the latest figure has its year written.
    named = range(end - (end - start) // step * step, end + 1, step)
    found = [Tick(second=seconds(date(year, 1, 1)), above=str(year)) for year in named]
    return [tick for tick in found if first <= tick.second <= last]


def _months(first: float, last: float, at_most: int, locale: Locale) -> list[Tick]:
    start, end = _moment(first), _moment(last)
    low = start.year * MONTHS_IN_YEAR + start.month - 1
    high = end.year * MONTHS_IN_YEAR + end.month - 1
    step = _step(high - low + 1, at_most, MONTH_STEPS)
    days = (
        date(month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1)
        for month in range(low + -low % step, high + 1, step)
    )
    kept = [day for day in days if first <= seconds(day) <= last]
    return list(_named(kept, "MMM", "y", locale))


def _days(first: float, last: float, at_most: int, locale: Locale) -> list[Tick]:
    count = int((last - first) // DAY) + 1
    step = _step(count, at_most, DAY_STEPS) * DAY
    start = first - first % DAY
    moments = (start + number * step for number in range(int(count * DAY / step) + 2))
    kept = [_moment(second).date() for second in moments if first <= second <= last]
    return list(_named(kept, "d", "MMM y", locale))


def _hours(first: float, last: float, at_most: int, locale: Locale) -> list[Tick]:
    count = (last - first) / 3600
    step = _step(count + 1, at_most, HOUR_STEPS) * 3600
    start = first - first % DAY
    places = range(int((last - start) // step) + 1)
    kept = [start + number * step for number in places]
    found: list[Tick] = []
    day = ""
    for second in (second for second in kept if second >= first):
        moment = _moment(second)
        today = format_skeleton("MMMd", moment, locale=locale)
        above = format_skeleton("H", moment, locale=locale)
        found.append(
            Tick(second=second, above=above, below=today if today != day else "")
        )
        day = today
    return found


def _named(days: list[date], above: str, below: str, locale: Locale) -> Iterator[Tick]:
    """Yield days named by one unit, the larger unit where it changes."""
    before = ""
    for day in days:
        larger = format_skeleton(below.replace(" ", ""), day, locale=locale)
        yield Tick(
            second=seconds(day),
            above=format_skeleton(above, day, locale=locale),
            below=larger if larger != before else "",
        )
        before = larger
