"""Exceedances of thresholds, over the period of averaging that each asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from ckanext.territory.domain.environment.buckets import ENOUGH, Bucket, buckets
from ckanext.territory.domain.environment.clock import (
    DAY,
    HOUR,
    Calendar,
    day_of,
)
from ckanext.territory.domain.environment.samples import Samples
from ckanext.territory.domain.environment.thresholds import Threshold

# Hours of the running mean, and how many of them it needs; how many of the day's 24
# running means the day needs. Source: directive 2008/50/EC, annex XI, part A.
WINDOW: Final = 8
WINDOW_NEEDS: Final = 6
DAY_NEEDS: Final = 18
DECIMALS: Final = 4

Valued = tuple[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a threshold says of a year.

    Attributes:
        exceeded: periods above it; for a yearly one 1 or 0.
        checked: periods that could be compared.
        state: ``over`` when more than allowed, ``under``, or ``unknown``.
        years: over how many years exceedances were averaged.
    """

    year: int
    exceeded: float
    checked: int
    state: Literal["over", "under", "unknown"]
    years: int = 1


def is_computable(threshold: Threshold, step: int | None) -> bool:
    """Tell whether readings of this step can be averaged as the threshold asks."""
    if threshold.averaging == "sample":
        return True
    longest = {"hour": HOUR, "max_8h": HOUR, "day": DAY, "year": 366 * DAY}
    return step is not None and step <= longest[threshold.averaging]


def exceedances(
    threshold: Threshold, hourly: Samples, calendar: Calendar
) -> dict[str, Any]:
    """Return how often a threshold was exceeded.

    Keys: ``years`` (year: exceeded, checked) and ``last`` (time on the clock, value)
    of the last period; ``years`` is empty for a threshold by the year, which
    ``verdict`` decides from the mean of the whole year.
    """
    if threshold.averaging == "year":
        return {"years": {}, "last": None}
    periods = _averages(threshold, hourly, calendar)
    years: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for second, value in periods:
        counts = years[day_of(second).year]
        counts[0] += value > threshold.value
        counts[1] += 1
    last = periods[-1] if periods else None
    return {
        "years": {str(year): counts for year, counts in sorted(years.items())},
        "last": [last[0], round(last[1], DECIMALS)] if last else None,
    }


def _averages(
    threshold: Threshold, hourly: Samples, calendar: Calendar
) -> Sequence[Valued]:
    if threshold.averaging == "day":
        days = buckets(hourly, "day", "mean", calendar)
        return [(each.start, each.value) for each in days if each.is_whole]
    readings = list(zip(hourly.clocks, hourly.values, strict=True))
    if threshold.averaging == "max_8h":
        return list(_highest_8h(readings))
    return readings


def _highest_8h(readings: Sequence[Valued]) -> Iterable[Valued]:
    """Yield the highest eight-hour mean of each day that has enough of them.

    A mean belongs to the day on which it ends.
    """
    by_hour = {second // HOUR: value for second, value in readings}
    means: dict[int, list[float]] = defaultdict(list)
    for hour in sorted({h + ahead for h in by_hour for ahead in range(WINDOW)}):
        window = [
            by_hour[h] for h in range(hour - WINDOW + 1, hour + 1) if h in by_hour
        ]
        if len(window) >= WINDOW_NEEDS:
            means[hour * HOUR // DAY].append(sum(window) / len(window))
    for day, found in means.items():
        if len(found) >= DAY_NEEDS:
            yield day * DAY, max(found)


def verdict(
    threshold: Threshold, year: int, counts: Mapping[int, tuple[int, int]]
) -> Verdict:
    """Return whether more exceedances were counted in a year than are allowed.

    ``counts`` are (exceeded, checked) by year. Too many are too many whatever is
    missing; few of them say nothing when a quarter of the year is missing.
    """
    span = range(year - threshold.years + 1, year + 1)
    known = [counts[each] for each in span if counts.get(each, (0, 0))[1]]
    exceeded = sum(count for count, _ in known) / len(known) if known else 0.0
    checked = counts.get(year, (0, 0))[1]
    if exceeded > threshold.allowed:
        state = "over"
    elif checked >= _periods(threshold) * ENOUGH:
        state = "under"
    else:
        state = "unknown"
    return Verdict(
        year=year,
        exceeded=exceeded,
        checked=checked,
        state=state,
        years=max(len(known), 1),
    )


def year_verdict(threshold: Threshold, year: int, mean: Bucket | None) -> Verdict:
    """Return whether the mean of a year is above a threshold by the year."""
    if mean is None:
        return Verdict(year=year, exceeded=0, checked=0, state="unknown")
    over = mean.value > threshold.value
    return Verdict(
        year=year, exceeded=int(over), checked=1, state="over" if over else "under"
    )


def _periods(threshold: Threshold) -> int:
    return {"hour": 8760, "day": 365, "max_8h": 365, "sample": 1, "year": 1}[
        threshold.averaging
    ]
