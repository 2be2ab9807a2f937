"""Readings put together by hour, day, month or year."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ckanext.territory.domain.environment.clock import HOUR, Calendar, Level
from ckanext.territory.domain.environment.properties import Aggregate
from ckanext.territory.domain.environment.samples import Samples

# From which share of its time a period may be given a value, 0-1.
# Source: directive 2008/50/EC, annex XI, part A: 75 % of an hour, of a day and of the
# eight hours; 90 % of a year.
ENOUGH: Final = 0.75
ENOUGH_OF_A_YEAR: Final = 0.90


@dataclass(frozen=True, slots=True)
class Bucket:
    """A period: its bounds on the clock, its value, extremes, number, coverage.

    ``coverage`` is the share of its time that readings cover, 0-1, None when nobody
    knows how long they last.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    count: int
    coverage: float | None

    @property
    def is_whole(self) -> bool:
        """Tell whether enough of the period is covered for its value to mean it."""
        return self.coverage is None or self.coverage >= ENOUGH


def put_together(values: Sequence[float], how: Aggregate) -> float:
    """Return one value for many.

    Decibels are averaged as energy: ``10 lg(mean(10^(L/10)))``.
    Source: ISO 1996-1:2016, 3.2 (equivalent continuous sound pressure level).
    """
    if how == "sum":
        return math.fsum(values)
    if how == "mean":
        return math.fsum(values) / len(values)
    if how == "energy":
        power = math.fsum(10 ** (value / 10) for value in values) / len(values)
        return 10 * math.log10(power)
    return values[-1]


def buckets(
    samples: Samples, level: Level, how: Aggregate, calendar: Calendar
) -> list[Bucket]:
    """Return the periods that have readings, in order.

    At the level ``sample`` each reading is a period of its own.
    """
    if level == "sample":
        return [
            Bucket(clock, clock + length, value, value, value, 1, None)
            for clock, length, value in zip(
                samples.clocks, samples.lengths, samples.values, strict=True
            )
        ]
    return list(_grouped(samples, calendar.finder(level), how))


def _grouped(
    samples: Samples, bounds: Callable[[int], tuple[int, int]], how: Aggregate
) -> Iterator[Bucket]:
    clocks, values = samples.clocks, samples.values
    first, total = 0, len(clocks)
    while first < total:
        start, end = bounds(clocks[first])
        last = first + 1
        while last < total and start <= clocks[last] < end:
            last += 1
        own = values[first:last]
        covered = sum(samples.lengths[first:last]) / (end - start)
        yield Bucket(
            start,
            end,
            put_together(own, how),
            min(own),
            max(own),
            len(own),
            min(covered, 1.0) if samples.step else None,
        )
        first = last


def hours(samples: Samples, how: Aggregate, calendar: Calendar) -> Samples:
    """Return shorter readings put together by the hour, the others as they are."""
    if samples.step is None or samples.step >= HOUR:
        return samples
    whole = [each for each in buckets(samples, "hour", how, calendar) if each.is_whole]
    return Samples(
        clocks=[each.start for each in whole],
        lengths=[HOUR] * len(whole),
        values=[each.value for each in whole],
        step=HOUR,
    )
