"""The expected path: straight from the starting value to the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ckanext.territory.domain.days import months_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A value expected at the end of a day."""

    day: date
    value: Decimal


def expected_at(path: Sequence[Milestone], day: date) -> Decimal | None:
    """Return the value expected on a day, by straight lines between milestones.

    ``path`` is in order of days. Before it and after it, its ends hold. None when
    there are fewer than two milestones.
    """
    if len(path) <= 1:
        return None
    if day <= path[0].day:
        return path[0].value
    for before, after in pairwise(path):
        if day <= after.day:
            return _between(before, after, day)
    return path[-1].value


def _between(before: Milestone, after: Milestone, day: date) -> Decimal:
    start, end = months_at(before.day), months_at(after.day)
    share = (months_at(day) - start) / (end - start)
    exact = Fraction(before.value) + share * Fraction(after.value - before.value)
    return Decimal(exact.numerator) / Decimal(exact.denominator)
