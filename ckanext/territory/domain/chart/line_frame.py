"""Sizes of a chart of lines, and the place of each value in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ckanext.territory.domain.chart import timeline, values
from ckanext.territory.domain.chart.line_spec import Line, Shown
from ckanext.territory.domain.chart.thin import thin

LINE = 1.25
INSET = 10.0
ALONE = 366 * timeline.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Sizes of one rendering, in pixels; ``labels`` is the room for names, or 0.

    ``points`` bounds the points drawn in all, ``marks`` those of a line that carry
    its mark, ``times`` and ``numbers`` the texts of the two axes.
    """

    width: int
    height: int
    labels: int
    label_chars: int
    font_size: int
    char: float
    points: int
    marks: int
    times: int
    numbers: int


WIDE = Frame(
    width=760,
    height=300,
    labels=176,
    label_chars=20,
    font_size=13,
    char=6.8,
    points=2000,
    marks=36,
    times=10,
    numbers=5,
)
NARROW = Frame(
    width=360,
    height=240,
    labels=0,
    label_chars=40,
    font_size=15,
    char=7.8,
    points=1000,
    marks=16,
    times=5,
    numbers=4,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point in pixels, None where the value is missing."""

    x: float
    y: float | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """The rectangle of the values: its edges in pixels and what they stand for."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    axis: values.Axis

    def x(self, second: float) -> float:
        """Return the place of an instant from the left."""
        share = (second - self.first) / (self.last - self.first)
        start, end = self.left + INSET, self.right - INSET
        return round(start + share * (end - start), 1)

    def y(self, value: Decimal) -> float:
        """Return the place of a value from the top."""
        share = float((value - self.axis.low) / (self.axis.high - self.axis.low))
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def clipped(self, value: Decimal | None, edge: float) -> float:
        """Return the place of a value kept inside, ``edge`` when there is none."""
        if value is None:
            return edge
        return min(max(self.y(value), self.top), self.bottom)


def plane(shown: Shown, frame: Frame) -> Plane:
    """Return where the values of a chart are drawn; names go beside, or above."""
    every = [*shown.lines, *shown.rest]
    points = [point for line in every for point in line.points]
    known = [point.value for point in points if point.value is not None]
    axis = values.axis(
        [*known, *(rule.value for rule in shown.rules)],
        about=frame.numbers,
        language=shown.language,
    )
    moments = [timeline.seconds(p.at) for p in points if p.value is not None]
    first, last = min(moments, default=0.0), max(moments, default=0.0)
    if first == last:
        first, last = first - ALONE, last + ALONE
    names = len(shown.lines) + (1 if shown.rest and shown.others else 0)
    top = 12.0 + (0 if frame.labels else key_height(frame) * names + 8)
    numbers = max(len(text) for _, text in axis.ticks) * frame.char
    room = frame.labels if shown.lines else 0
    return Plane(
        left=round(numbers + 10, 1),
        right=frame.width - (room or 14.0),
        top=top,
        bottom=top + _height(shown, frame),
        first=first,
        last=last,
        axis=axis,
    )


def key_height(frame: Frame) -> float:
    """Return the height of one name above the drawing, on a phone."""
    return frame.font_size * 1.6


def _height(shown: Shown, frame: Frame) -> float:
    """Return the height of the plane; names at the right all find their place."""
    if not frame.labels:
        return frame.height
    named = (len(shown.lines) + 1) * 3 * frame.font_size * LINE
    return max(frame.height, named)


def spots(line: Line, place: Plane, at_most: int) -> list[Spot]:
    """Return the points of a line in pixels, ``at_most`` of them."""
    return [
        Spot(
            x=place.x(timeline.seconds(point.at)),
            y=None if point.value is None else place.y(point.value),
            text=point.text,
        )
        for point in thin(line.points, at_most)
    ]


def runs(found: Sequence[Spot]) -> list[list[Spot]]:
    """Return the pieces of a line between its gaps."""
    pieces: list[list[Spot]] = [[]]
    for spot in found:
        if spot.y is None:
            pieces.append([])
        else:
            pieces[-1].append(spot)
    return [piece for piece in pieces if piece]
