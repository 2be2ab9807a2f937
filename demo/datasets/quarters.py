"""Codes of the town and of its quarters, as the files of indicators write them."""

from __future__ import annotations

from collections.abc import Iterator

from demo.city import CITY, DISTRICTS


def places() -> Iterator[tuple[str, str, float]]:
    """Yield (level, code, gap) of the town and of each quarter.

    The gap is how far a quarter is from the town, between -1 and 1.
    """
    yield "commune", CITY.insee_code, 0.0
    for rank in range(1, len(DISTRICTS) + 1):
        yield "infracommunale", f"{CITY.insee_code}-{rank}", GAPS[rank - 1]


GAPS = (0.35, -0.55, 0.8, 0.2, -0.85, 0.5, 0.1, -0.6)
