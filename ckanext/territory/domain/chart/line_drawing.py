"""The drawing of lines in one width, as a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckanext.territory.domain.chart import line_layers as layers
from ckanext.territory.domain.chart import line_names as names
from ckanext.territory.domain.chart import timeline
from ckanext.territory.domain.chart.bars import FONT, SCHEMA
from ckanext.territory.domain.chart.line_frame import (
    LINE,
    Frame,
    Plane,
    Spot,
    key_height,
    plane,
    runs,
    spots,
)
from ckanext.territory.domain.chart.line_names import Trace
from ckanext.territory.domain.chart.line_spec import Line, Shown
from ckanext.territory.domain.chart.palette import GRID, INK, INK_SOFT, PAPER, REST

SHAPES = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
DASHES: dict[str, tuple[int, ...]] = {"solid": (), "dashed": (6, 4), "dots": ()}
RULE_DASH = (10, 4)
FEW_MARKS = 6
LEAST = 24


def draw(shown: Shown, frame: Frame) -> dict[str, Any]:
    """Return the drawing of these lines in this width."""
    place = plane(shown, frame)
    every = len(shown.lines) + len(shown.rest)
    share = max(LEAST, frame.points // max(every, 1))
    traces = [_trace(line, at, place, share) for at, line in enumerate(shown.lines)]
    return {
        "$schema": SCHEMA,
        "description": shown.alt,
        "width": frame.width,
        "height": int(_foot(place, frame) + (24 if _apart(shown, frame) else 6)),
        "padding": 0,
        "autosize": {"type": "none"},
        "background": None,
        # The name is carried by the element around the drawing.
        "config": {"aria": False, "font": FONT, "view": {"stroke": None}},
        "layer": [
            *_bands(shown, place),
            *_numbers(place, frame),
            *_times(shown, place, frame),
            *_rest(shown, place, frame, share),
            *_rules(shown, place),
            *_lines(traces),
            *_marks(traces, frame),
            *(
                names.at_end(traces, place, frame)
                if frame.labels
                else names.above(traces, frame)
            ),
            *names.references(shown.rules, shown.bands, traces, place, frame),
        ],
    }


def _foot(place: Plane, frame: Frame) -> float:
    """Return where the two rows of dates end."""
    return place.bottom + 2.2 * frame.font_size * LINE


def _apart(shown: Shown, frame: Frame) -> bool:
    """Tell whether lines without a name of their own are named below the dates."""
    return bool(frame.labels and shown.rest and shown.others)


def _trace(line: Line, at: int, place: Plane, share: int) -> Trace:
    return Trace(
        line=line,
        runs=runs(spots(line, place, share)),
        shape=SHAPES[at % len(SHAPES)],
        fill=PAPER if line.style == "dashed" else line.colour,
        dash=DASHES[line.style],
    )


def _bands(shown: Shown, place: Plane) -> Iterator[layers.Layer]:
    found = [
        {
            "left": place.left,
            "right": place.right,
            "top": place.clipped(band.high, place.top),
            "bottom": place.clipped(band.low, place.bottom),
            "fill": band.colour,
        }
        for band in shown.bands
    ]
    if found:
        yield layers.areas(found)


def _numbers(place: Plane, frame: Frame) -> Iterator[layers.Layer]:
    """Yield the horizontal grid, and its numbers at the left."""
    lines = [(place.y(value), text) for value, text in place.axis.ticks]
    grid = [{"x": place.left, "y": y, "x2": place.right, "y2": y} for y, _ in lines]
    yield layers.segments(grid, colour=GRID)
    words = [{"x": place.left - 8, "y": y, "text": text} for y, text in lines]
    yield from layers.texts(words, size=frame.font_size, align="right", colour=INK_SOFT)


def _times(shown: Shown, place: Plane, frame: Frame) -> Iterator[layers.Layer]:
    """Yield the axis of time: a line, small strokes, and the names below."""
    ticks = timeline.ticks(
        place.first, place.last, at_most=frame.times, language=shown.language
    )
    strokes = [
        {"x": x, "y": place.bottom, "x2": x, "y2": place.bottom + 5}
        for x in (place.x(tick.second) for tick in ticks)
    ]
    base = {"x": place.left, "y": place.bottom, "x2": place.right, "y2": place.bottom}
    yield layers.segments([base, *strokes], colour=INK_SOFT)
    line = frame.font_size * LINE
    words = [
        {"x": place.x(tick.second), "y": place.bottom + 8 + row * line, "text": text}
        for tick in ticks
        for row, text in ((0.5, tick.above), (1.5, tick.below))
        if text
    ]
    yield from layers.texts(
        words, size=frame.font_size, align="center", colour=INK_SOFT
    )


def _rules(shown: Shown, place: Plane) -> Iterator[layers.Layer]:
    found = [
        {
            "x": place.left,
            "y": place.y(rule.value),
            "x2": place.right,
            "y2": place.y(rule.value),
        }
        for rule in shown.rules
    ]
    if found:
        yield layers.segments(found, colour=INK, width=1.5, dash=RULE_DASH)


def _rest(
    shown: Shown, place: Plane, frame: Frame, share: int
) -> Iterator[layers.Layer]:
    """Yield the lines without a name, thin and grey, and the name of them all."""
    found = [
        {"x": spot.x, "y": spot.y, "run": f"{at}.{number}"}
        for at, line in enumerate(shown.rest)
        for number, run in enumerate(runs(spots(line, place, share)))
        for spot in run
    ]
    if not found:
        return
    yield layers.path(found, colour=REST, width=1)
    if shown.others:
        x = place.left if frame.labels else 0.0
        y = _foot(place, frame) + 12
        if not frame.labels:
            y = 12 + len(shown.lines) * key_height(frame)
        sample = {"x": x, "y": y, "x2": x + names.SAMPLE, "y2": y}
        yield layers.segments([sample], colour=REST)
        word = {"x": x + names.SAMPLE + 8, "y": y, "text": shown.others}
        yield from layers.texts([word], size=frame.font_size, align="left")


def _lines(traces: list[Trace]) -> Iterator[layers.Layer]:
    for trace in traces:
        found = [
            {"x": spot.x, "y": spot.y, "run": number}
            for number, run in enumerate(trace.runs)
            for spot in run
        ]
        if trace.line.style != "dots":
            yield layers.path(
                found, colour=trace.line.colour, width=2.5, dash=trace.dash
            )


def _marks(traces: list[Trace], frame: Frame) -> Iterator[layers.Layer]:
    found = [
        {
            "x": spot.x,
            "y": spot.y,
            "shape": trace.shape,
            "fill": trace.fill,
            "stroke": trace.line.colour,
            "tip": f"{trace.line.label} {spot.text}",
        }
        for at, trace in enumerate(traces)
        for spot in _marked(trace, at, frame)
    ]
    if found:
        yield layers.marks(found, pointed=True)


def _marked(trace: Trace, at: int, frame: Frame) -> list[Spot]:
    """Return the points that carry a mark: all, or enough to tell the line."""
    every = [spot for run in trace.runs for spot in run]
    if trace.line.style == "dots" or len(every) <= frame.marks:
        return every
    step = len(every) // FEW_MARKS
    alone = [run[0] for run in trace.runs if len(run) == 1]
    # Lines do not carry their marks at the same places.
    return [*every[at * step // 8 + step // 2 :: step], *alone, trace.last]
