"""How far apart the days of a series are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Final

_FEWEST: Final = 3
_REGULAR: Final = 0.8


class Step(Enum):
    """The usual distance between two days of a series, in months or days."""

    YEAR = 12
    QUARTER = 3
    MONTH = 1
    DAY = 0


def step_of(days: Sequence[date]) -> Step | None:
    """Return the step of different days in order, or None when they are irregular."""
    if len(days) < _FEWEST:
        return None
    if len({day.day for day in days}) == 1:
        gaps = [
            (after.year - before.year) * 12 + after.month - before.month
            for before, after in pairwise(days)
        ]
        usual = _usual(gaps)
        return Step(usual) if usual in (12, 3, 1) else None
    if _usual([(after - before).days for before, after in pairwise(days)]) == 1:
        return Step.DAY
    return None


def _usual(gaps: Sequence[int]) -> int | None:
    gap, count = Counter(gaps).most_common(1)[0]
    return gap if count >= _REGULAR * len(gaps) else None
