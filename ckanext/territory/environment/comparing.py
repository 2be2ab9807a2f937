"""Series against thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.territory.domain.environment import (
    Observed,
    Threshold,
    Verdict,
    in_force,
    is_whole_year,
    verdict,
    year_verdict,
)
from ckanext.territory.environment.choosing import Chosen
from ckanext.territory.environment.known import thresholds

# A rule far above all values would flatten the lines; the table has it.
FAR = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A series against a threshold in a year; no verdict when the step forbids it."""

    threshold: Threshold
    series: Observed
    verdict: Verdict | None

    @property
    def state(self) -> str:
        """``over``, ``under``, ``unknown`` or ``impossible``."""
        return self.verdict.state if self.verdict else "impossible"


def of_property(chosen: Chosen) -> list[Threshold]:
    """Return the thresholds of the property in the year shown."""
    return in_force(thresholds(), chosen.code, chosen.year)


def compared(chosen: Chosen) -> list[Compared]:
    """Return each threshold at each station shown, law first."""
    return [
        Compared(
            threshold=threshold,
            series=series,
            verdict=_verdict(threshold, series, chosen.year),
        )
        for threshold in of_property(chosen)
        for series in chosen.series
    ]


def latest(chosen: Chosen, series: Observed) -> tuple[Threshold, int, float] | None:
    """Return the last average that a threshold asks for: threshold, time, value.

    The first threshold in order that has one; a yearly one has the last whole year.
    """
    for threshold in of_property(chosen):
        if threshold.averaging == "year":
            stat = series.years.get(chosen.year)
            if stat is not None and is_whole_year(stat.coverage):
                return threshold, stat.start, stat.value
        elif threshold.id in series.averages:
            return threshold, *series.averages[threshold.id]
    return None


def drawn(chosen: Chosen) -> Iterator[Threshold]:
    """Yield the thresholds that values as they are drawn may be compared with."""
    level = chosen.series[0].level
    hourly = level == "hour" or (chosen.highest and level in {"day", "month"})
    wanted = "hour" if hourly else level
    highest = max(
        (
            point.high if chosen.highest else point.value
            for series in chosen.series
            for point in series.points
        ),
        default=0.0,
    )
    seen: set[float] = set()
    for threshold in of_property(chosen):
        is_near = threshold.value <= highest * FAR
        if threshold.averaging == wanted and is_near and threshold.value not in seen:
            seen.add(threshold.value)
            yield threshold


def _verdict(threshold: Threshold, series: Observed, year: int) -> Verdict | None:
    if threshold.id in series.impossible:
        return None
    if threshold.averaging == "year":
        stat = series.years.get(year)
        whole = stat if stat is not None and is_whole_year(stat.coverage) else None
        return year_verdict(threshold, year, whole)
    return verdict(threshold, year, series.counts.get(threshold.id, {}))
