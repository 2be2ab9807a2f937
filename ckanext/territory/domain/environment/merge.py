"""Several files of a dataset as one: values of each year in a file of their own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ckanext.territory.domain.environment.buckets import Bucket, put_together
from ckanext.territory.domain.environment.clock import LEVELS, Calendar, Level
from ckanext.territory.domain.environment.properties import Aggregate, Properties

YearStat = Bucket
Counts = dict[int, tuple[int, int]]


@dataclass(slots=True, kw_only=True)
class Observed:
    """A series of all files; times are seconds on the clock.

    Attributes:
        step: seconds of the usual step of the latest file, None when irregular.
        value: the last reading, which lasts from ``last`` for ``length`` seconds.
        counts: of each threshold, (exceeded, checked) by year.
        averages: of each threshold, the last average (time, value).
        impossible: thresholds that the time step does not allow.
    """

    station: str
    property: str
    unit: str
    how: Aggregate
    level: Level
    step: int | None
    count: int
    first: int
    last: int
    length: int
    value: float
    points: list[Bucket]
    years: dict[int, YearStat]
    counts: dict[str, Counts] = field(default_factory=dict[str, Counts])
    averages: dict[str, tuple[int, float]] = field(
        default_factory=dict[str, tuple[int, float]]
    )
    impossible: set[str] = field(default_factory=set[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """All series of a dataset, and what was left out of them."""

    series: list[Observed]
    rows: int
    missing: int
    forecast: int
    duplicates: int
    overlaps: int
    statuses: dict[str, int]
    units_refused: int


def merge(files: Iterable[Mapping[str, Any]], properties: Properties) -> Merged:
    """Return the series of several files, given in order.

    Where two files have the same period of a series, the later file counts; such
    series are counted as ``overlaps``. A series in another unit than that of the
    first file is left out.
    """
    found: dict[tuple[str, str], Observed] = {}
    totals = {"rows": 0, "missing": 0, "forecast": 0, "duplicates": 0}
    statuses: dict[str, int] = {}
    overlaps = refused = 0
    for file in files:
        for name in totals:
            totals[name] += file[name]
        for status, count in file["statuses"].items():
            statuses[status] = statuses.get(status, 0) + count
        for kept in file["series"]:
            known = properties.known.get(kept["property"])
            new = _observed(kept, known.aggregate if known else "mean")
            key = (new.station, new.property)
            old = found.get(key)
            if old is None:
                found[key] = new
            elif old.unit != new.unit:
                refused += new.count
            else:
                overlaps += _join(old, new)
    return Merged(
        series=list(found.values()),
        overlaps=overlaps,
        statuses=statuses,
        units_refused=refused,
        **totals,
    )


def _observed(kept: Mapping[str, Any], how: Aggregate) -> Observed:
    own = Observed(
        station=kept["station"],
        property=kept["property"],
        unit=kept["unit"],
        how=how,
        level=kept["level"],
        step=kept["step"],
        count=kept["count"],
        first=kept["first"],
        last=kept["last"],
        length=kept["length"],
        value=kept["value"],
        points=[Bucket(*point) for point in kept["points"]],
        years={int(year): Bucket(*stat) for year, stat in kept["years"].items()},
    )
    for name, counted in kept["thresholds"].items():
        if counted is None:
            own.impossible.add(name)
            continue
        own.counts[name] = {
            int(year): (over, checked)
            for year, (over, checked) in counted["years"].items()
        }
        if counted["last"]:
            second, value = counted["last"]
            own.averages[name] = (second, value)
    return own


def _join(old: Observed, new: Observed) -> bool:
    """Add a later file's series to an earlier one's; tell whether they overlap."""
    overlap = new.first <= old.last and old.first <= new.last
    level = LEVELS[max(LEVELS.index(old.level), LEVELS.index(new.level))]
    points = {
        each.start: each
        for series in (old, new)
        for each in coarsen(series.points, level, old.how)
    }
    old.level, old.points = level, [points[start] for start in sorted(points)]
    for year, stat in new.years.items():
        before = old.years.get(year)
        together = before is not None and not overlap
        old.years[year] = _together([before, stat], old.how) if together else stat
    for name, years in new.counts.items():
        counts = old.counts.setdefault(name, {})
        for year, (over, checked) in years.items():
            was = (0, 0) if overlap else counts.get(year, (0, 0))
            counts[year] = (was[0] + over, was[1] + checked)
    old.count += new.count
    old.first = min(old.first, new.first)
    old.impossible = (old.impossible | new.impossible) - set(old.counts)
    old.step = new.step if new.last > old.last else old.step
    if new.last >= old.last:
        old.last, old.length, old.value = new.last, new.length, new.value
        old.averages |= new.averages
    return overlap


def coarsen(points: Sequence[Bucket], level: Level, how: Aggregate) -> list[Bucket]:
    """Return periods put together to a longer level; as they are when they fit."""
    if level == "sample" or not points:
        return list(points)
    bounds = Calendar().finder(level)
    if all(bounds(each.start) == (each.start, each.end) for each in points):
        return list(points)
    return [
        _within(list(group), start_end, how)
        for start_end, group in groupby(points, key=lambda each: bounds(each.start))
    ]


def _within(group: list[Bucket], bounds: tuple[int, int], how: Aggregate) -> Bucket:
    made = _together(group, how)
    start, end = bounds
    covered = sum(
        (each.end - each.start) * (1 if each.coverage is None else each.coverage)
        for each in group
    )
    return Bucket(
        start,
        end,
        made.value,
        made.low,
        made.high,
        made.count,
        min(1.0, covered / (end - start)),
    )


def _together(group: Sequence[Bucket | None], how: Aggregate) -> Bucket:
    """Return periods as one, each counting as much as it has readings."""
    own = [each for each in group if each is not None]
    if how in {"mean", "energy"}:
        total = sum(each.count for each in own)
        shares = [(each.value, each.count / total) for each in own]
        value = _weighted(shares, how)
    else:
        value = put_together([each.value for each in own], how)
    known = [each.coverage for each in own if each.coverage is not None]
    return Bucket(
        own[0].start,
        own[-1].end,
        value,
        min(each.low for each in own),
        max(each.high for each in own),
        sum(each.count for each in own),
        min(1.0, sum(known)) if known else None,
    )


def _weighted(shares: Sequence[tuple[float, float]], how: Aggregate) -> float:
    if how == "mean":
        return math.fsum(value * share for value, share in shares)
    # Decibels: each value stands for its energy.
    power = math.fsum(share * 10 ** (value / 10) for value, share in shares)
    return 10 * math.log10(power)
