"""Where the names of lines and references go, so that they can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

SAMPLE = 5.0
OVERLAP = 40.0
OUTSIDE = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def spread(
    wanted: Sequence[tuple[float, float]], top: float, bottom: float
) -> list[float]:
    """Return the middles of blocks pushed apart, in the order given.

    ``wanted`` are (middle, height) pairs; blocks stay between the edges as long as
    there is room, and keep their order from top to bottom.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at][0])
    middles = [0.0] * len(wanted)
    edge = top
    for at in order:
        middle, height = wanted[at]
        middles[at] = max(middle, edge + height / 2)
        edge = middles[at] + height / 2
    edge = bottom
    for at in reversed(order):
        height = wanted[at][1]
        middles[at] = min(middles[at], edge - height / 2)
        edge = middles[at] - height / 2
    return [round(middle, 1) for middle in middles]


def freest(
    candidates: Sequence[Box],
    taken: Sequence[Box],
    marks: Sequence[tuple[float, float]],
    within: Box,
) -> Box:
    """Return the rectangle that covers the fewest marks and no other name, if any."""

    def cost(box: Box) -> float:
        covered = sum(1 for x, y in marks if box.holds(x, y))
        overlaps = sum(OVERLAP for other in taken if box.meets(other))
        inside = within.holds(box.left, box.top) and within.holds(box.right, box.bottom)
        return covered + overlaps + (0 if inside else OUTSIDE)

    return min(candidates, key=cost)


def along(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield places along a broken line, a few pixels apart."""
    yield from points[:1]
    for (x1, y1), (x2, y2) in pairwise(points):
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / SAMPLE))
        for step in range(1, steps + 1):
            share = step / steps
            yield x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
