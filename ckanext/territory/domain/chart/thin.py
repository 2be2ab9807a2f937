"""Long series keep their shape with fewer points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar


class Valued(Protocol):
    """Something that has a value, or none."""

    @property
    def value(self) -> Decimal | None:
        """The value, None when it is missing."""
        ...


T = TypeVar("T", bound=Valued)
PER_BUCKET = 2
FEWEST = 4


def thin(points: Sequence[T], at_most: int) -> list[T]:
    """Return ``at_most`` points or fewer, in order.

    Points fall in buckets of equal number; each keeps its lowest and its highest, so
    that no peak is lost. The first and the last stay. A bucket without any value
    keeps one of its points, which is a gap.
    """
    if len(points) <= max(at_most, FEWEST):
        return list(points)
    inner = points[1:-1]
    buckets = max(1, (at_most - 2) // PER_BUCKET)
    kept = [points[0]]
    for number in range(buckets):
        start = number * len(inner) // buckets
        end = (number + 1) * len(inner) // buckets
        kept.extend(_extremes(inner[start:end]))
    return [*kept, points[-1]]


def _extremes(bucket: Sequence[T]) -> Iterator[T]:
    known = [
        (point.value, at) for at, point in enumerate(bucket) if point.value is not None
    ]
    if not known:
        yield from bucket[:1]
        return
    places = {min(known)[1], max(known, key=lambda pair: (pair[0], -pair[1]))[1]}
    for place in sorted(places):
        yield bucket[place]
