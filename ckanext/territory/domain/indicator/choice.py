"""Which indicator and which territory a page is about first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ckanext.territory.domain.indicator.value import Indicator, Place
from ckanext.territory.domain.table_schema import column_key

# From the widest to the narrowest.
LEVELS = (
    "pays",
    "region",
    "departement",
    "epci",
    "canton",
    "commune",
    "infracommunale",
    "autre",
)


def headline_code(indicators: Sequence[Indicator], wanted: str) -> str:
    """Return the code of the dataset's own indicator among those of its files."""
    codes = [each.code for each in indicators]
    same = (code for code in codes if column_key(code) == column_key(wanted))
    return next(same, codes[0] if codes else "")


def headline_place(indicator: Indicator, wanted: Sequence[str]) -> Place | None:
    """Return the territory that the indicator speaks of first.

    The dataset's own when values have it, else the widest, else the one with the most
    values. None when nothing has been observed.
    """
    counts = Counter(each.place for each in indicator.values if each.kind == "actual")
    if not counts:
        return None

    def rank(place: Place) -> tuple[bool, int, int]:
        level = LEVELS.index(place.level) if place.level in LEVELS else len(LEVELS)
        return place.code not in wanted, level, -counts[place]

    return min(counts, key=rank)
