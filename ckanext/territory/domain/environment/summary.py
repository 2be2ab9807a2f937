"""What the portal keeps of a file of observations: enough for every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ckanext.territory.domain.environment.buckets import (
    ENOUGH_OF_A_YEAR,
    Bucket,
    buckets,
    hours,
)
from ckanext.territory.domain.environment.clock import (
    DAY,
    LEVELS,
    Calendar,
    Level,
    day_of,
    level_of,
)
from ckanext.territory.domain.environment.exceedance import exceedances, is_computable
from ckanext.territory.domain.environment.properties import Aggregate, Properties
from ckanext.territory.domain.environment.samples import Gathering, Samples
from ckanext.territory.domain.environment.thresholds import Threshold

# Points kept of a file in all: about 800 kB.
MOST_POINTS: Final = 24_000
BY_HOUR, BY_DAY = 15 * DAY, 1500 * DAY
DECIMALS: Final = 4


def summary(
    gathered: Mapping[tuple[str, str], Gathering],
    units: Mapping[str, str],
    properties: Properties,
    thresholds: Sequence[Threshold],
) -> tuple[list[dict[str, Any]], int]:
    """Return the series of a file, and how many readings came twice.

    Keys of a series: ``station``, ``property``, ``unit``, ``step`` (seconds, None),
    ``count``, ``first`` and ``last`` (seconds on the clock), ``value`` (the last one),
    ``level`` and ``points`` (start, end, value, low, high, count, coverage), ``years``
    (year: value, low, high, count, coverage), ``thresholds`` (id: see
    ``exceedances``; a threshold that the step does not allow is None).
    """
    calendar = Calendar()
    series: list[dict[str, Any]] = []
    twice = 0
    for (station, code), own in gathered.items():
        samples, repeated = own.settle()
        twice += repeated
        known = properties.known.get(code)
        how: Aggregate = known.aggregate if known else "mean"
        hourly = hours(samples, how, calendar)
        level = _level(hourly, MOST_POINTS // len(gathered))
        drawn = buckets(hourly, level, how, calendar)
        series.append(
            {
                "station": station,
                "property": code,
                "unit": units[code],
                "step": samples.step,
                "count": len(samples.clocks),
                "first": samples.clocks[0],
                "last": samples.clocks[-1],
                "length": samples.lengths[-1],
                "value": round(samples.values[-1], DECIMALS),
                "level": level,
                "points": [_point(each) for each in drawn],
                "years": _years(hourly, how, calendar),
                "thresholds": {
                    each.id: exceedances(each, hourly, calendar)
                    if is_computable(each, samples.step)
                    else None
                    for each in thresholds
                    if each.observed == code
                },
            }
        )
    return series, twice


def _level(samples: Samples, most: int) -> Level:
    """Return the finest level that suits the span and keeps few enough points."""
    span = samples.clocks[-1] - samples.clocks[0] if samples.clocks else 0
    own = level_of(samples.step)
    wanted: Level = "month"
    if span <= BY_DAY:
        wanted = "hour" if span <= BY_HOUR else "day"
    if own == "sample":
        # A reading by the week, or now and then, is no mean of anything else.
        is_rare = samples.step is None or samples.step > DAY
        if is_rare and len(samples.clocks) <= most:
            return "sample"
    else:
        wanted = LEVELS[max(LEVELS.index(own), LEVELS.index(wanted))]
    calendar = Calendar()
    for level in LEVELS[LEVELS.index(wanted) :]:
        bounds = calendar.finder(level)
        if len({bounds(clock)[0] for clock in samples.clocks}) <= most:
            return level
    return "year"


def _point(bucket: Bucket) -> list[Any]:
    return [
        bucket.start,
        bucket.end,
        round(bucket.value, DECIMALS),
        round(bucket.low, DECIMALS),
        round(bucket.high, DECIMALS),
        bucket.count,
        None if bucket.coverage is None else round(bucket.coverage, 3),
    ]


def _years(samples: Samples, how: Aggregate, calendar: Calendar) -> dict[str, Any]:
    return {
        str(day_of(each.start).year): _point(each)
        for each in buckets(samples, "year", how, calendar)
    }


def is_whole_year(coverage: float | None) -> bool:
    """Tell whether enough of a year is covered for its mean to be compared."""
    return coverage is None or coverage >= ENOUGH_OF_A_YEAR
