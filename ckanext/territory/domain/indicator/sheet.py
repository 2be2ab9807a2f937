"""An indicator put together: its series, goal, path and state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ckanext.territory.domain.days import DECEMBER, month_end
from ckanext.territory.domain.indicator.assessment import (
    Assessment,
    Direction,
    Margins,
    assess,
)
from ckanext.territory.domain.indicator.path import Milestone, expected_at
from ckanext.territory.domain.indicator.value import Indicator, IndicatorValue, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the dataset's form says; it counts before the rows of the table."""

    direction: Direction | None = None
    target: Decimal | None = None
    target_year: int | None = None
    baseline: Decimal | None = None
    baseline_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The value aimed at; ``day`` is None when nothing says by when."""

    value: Decimal
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An indicator in one territory, and the latest of the others.

    Attributes:
        observed: values of ended periods, in order.
        unfinished: values of periods that go on, and forecasts, in order.
        latest: the last observed one.
        before: the one before it.
        path: baseline, targets; one of them alone is no path.
        expected: value expected by the end of the latest period.
        others: latest observed value of the same period elsewhere.
    """

    place: Place | None
    observed: tuple[IndicatorValue, ...]
    unfinished: tuple[IndicatorValue, ...]
    latest: IndicatorValue | None
    before: IndicatorValue | None
    baseline: Milestone | None
    target: Target | None
    path: tuple[Milestone, ...]
    expected: Decimal | None
    assessment: Assessment
    others: tuple[IndicatorValue, ...]


def make_sheet(
    indicator: Indicator,
    place: Place | None,
    goal: Goal,
    *,
    today: date,
    margins: Margins | None = None,
) -> Sheet:
    """Return what a page says of an indicator in a territory."""
    own = [each for each in indicator.values if each.place == place]
    observed = tuple(
        each for each in own if each.kind == "actual" and each.end <= today
    )
    latest = observed[-1] if observed else None
    baseline, targets = _baseline(own, goal), _targets(own, goal)
    path = tuple(_path(baseline, targets))
    expected = expected_at(path, latest.end) if latest else None
    target = _target(targets, goal)
    return Sheet(
        place=place,
        observed=observed,
        unfinished=tuple(_unfinished(own, today)),
        latest=latest,
        before=observed[-2] if len(observed) > 1 else None,
        baseline=baseline,
        target=target,
        path=path if len(path) > 1 else (),
        expected=expected,
        assessment=assess(
            latest.value if latest else None,
            target.value if target else None,
            baseline=baseline.value if baseline else None,
            expected=expected,
            direction=goal.direction,
            margins=margins,
        ),
        others=_others(indicator, place, latest),
    )


def _unfinished(own: Sequence[IndicatorValue], today: date) -> list[IndicatorValue]:
    return [
        each
        for each in own
        if each.kind == "forecast" or (each.kind == "actual" and each.end > today)
    ]


def _baseline(own: Sequence[IndicatorValue], goal: Goal) -> Milestone | None:
    """Return the starting value of the form, else of the table, the earliest."""
    if goal.baseline is not None and goal.baseline_year is not None:
        day = month_end(goal.baseline_year, DECEMBER)
        return Milestone(day=day, value=goal.baseline)
    found = [each for each in own if each.kind == "baseline"]
    return Milestone(day=found[0].end, value=found[0].value) if found else None


def _targets(own: Sequence[IndicatorValue], goal: Goal) -> list[Milestone]:
    """Return targets in order; that of the form is the last, the table's lead to it."""
    found = {
        each.end: Milestone(day=each.end, value=each.value)
        for each in own
        if each.kind == "target"
    }
    if goal.target is not None and goal.target_year is not None:
        last = month_end(goal.target_year, DECEMBER)
        found = {day: each for day, each in found.items() if day < last}
        found[last] = Milestone(day=last, value=goal.target)
    return list(found.values())


def _target(targets: Sequence[Milestone], goal: Goal) -> Target | None:
    if goal.target is not None and goal.target_year is None:
        return Target(value=goal.target, day=None)
    return Target(value=targets[-1].value, day=targets[-1].day) if targets else None


def _path(baseline: Milestone | None, targets: Sequence[Milestone]) -> list[Milestone]:
    if baseline is None:
        return list(targets)
    return [baseline, *(each for each in targets if each.day > baseline.day)]


def _others(
    indicator: Indicator, place: Place | None, latest: IndicatorValue | None
) -> tuple[IndicatorValue, ...]:
    if latest is None:
        return ()
    return tuple(
        each
        for each in indicator.values
        if each.kind == "actual"
        and each.place != place
        and (each.start, each.end) == (latest.start, latest.end)
    )
