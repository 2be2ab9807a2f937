"""The names of lines, references and bands, each at its place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.territory.domain.chart import line_layers as layers
from ckanext.territory.domain.chart.line_frame import (
    LINE,
    Frame,
    Plane,
    Spot,
    key_height,
)
from ckanext.territory.domain.chart.line_labels import Box, along, freest, spread
from ckanext.territory.domain.chart.line_spec import Band, Line, Rule

LABEL_LINES = 2
GAP = 14.0
SAMPLE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A line as it is drawn: its pieces in pixels, its mark, and its words."""

    line: Line
    runs: list[list[Spot]]
    shape: str
    fill: str
    dash: tuple[int, ...]

    @property
    def last(self) -> Spot:
        """The last point that has a value."""
        return self.runs[-1][-1]


def at_end(traces: Sequence[Trace], place: Plane, frame: Frame) -> list[layers.Layer]:
    """Return the names at the right, each joined to the end of its line."""
    words = [_words(trace, frame) for trace in traces]
    heights = [(len(text) + 0.6) * frame.font_size * LINE for text in words]
    ends = [trace.last.y or 0.0 for trace in traces]
    middles = spread(
        list(zip(ends, heights, strict=True)), place.top - 10, place.bottom + 14
    )
    found: list[layers.Layer] = []
    start = place.right + GAP + 6
    for trace, text, middle in zip(traces, words, middles, strict=True):
        end = {"x": trace.last.x + 6, "y": trace.last.y, "x2": start - 4, "y2": middle}
        found.append(layers.segments([end], colour=trace.line.colour, dash=(1, 3)))
        top = middle - (len(text) - 1) * frame.font_size * LINE / 2
        record = {"x": start, "y": round(top, 1), "text": "\n".join(text)}
        found += layers.texts([record], size=frame.font_size, align="left", halo=True)
    return found


def _words(trace: Trace, frame: Frame) -> list[str]:
    lines = textwrap.wrap(
        trace.line.label, frame.label_chars, max_lines=LABEL_LINES, placeholder="…"
    )
    return [*lines, trace.last.text]


def above(traces: Sequence[Trace], frame: Frame) -> list[layers.Layer]:
    """Return the names above the drawing, each after a piece of its line."""
    found: list[layers.Layer] = []
    for at, trace in enumerate(traces):
        y = round(12 + at * key_height(frame), 1)
        ends = [{"x": 0.0, "y": y, "x2": SAMPLE, "y2": y}]
        if trace.line.style != "dots":
            found.append(
                layers.segments(
                    ends, colour=trace.line.colour, width=2.5, dash=trace.dash
                )
            )
        found.append(layers.marks([_sample(trace, y)]))
        room = frame.label_chars - len(trace.last.text) - 3
        label = textwrap.shorten(trace.line.label, max(room, 8), placeholder="…")
        record = {"x": SAMPLE + 8, "y": y, "text": f"{label} · {trace.last.text}"}
        found += layers.texts([record], size=frame.font_size, align="left")
    return found


def _sample(trace: Trace, y: float) -> dict[str, Any]:
    return {
        "x": SAMPLE / 2,
        "y": y,
        "shape": trace.shape,
        "fill": trace.fill,
        "stroke": trace.line.colour,
    }


def references(
    rules: Sequence[Rule],
    bands: Sequence[Band],
    traces: Sequence[Trace],
    place: Plane,
    frame: Frame,
) -> list[layers.Layer]:
    """Return the names of rules and bands, where they hide the fewest values."""
    drawn = [run for trace in traces for run in trace.runs]
    marks = [
        spot
        for run in drawn
        for spot in along([(each.x, each.y or 0.0) for each in run])
    ]
    marks += [
        (float(x), place.y(rule.value))
        for rule in rules
        for x in range(int(place.left), int(place.right), 6)
    ]
    within = Box(
        left=place.left,
        top=place.top - 12,
        width=place.right - place.left,
        height=place.bottom - place.top + 12,
    )
    taken: list[Box] = []
    found: list[layers.Layer] = []
    for text, levels in [*_of_rules(rules, place), *_of_bands(bands, place)]:
        size = (len(text) * frame.char, frame.font_size * LINE)
        box = freest(list(_candidates(size, levels, within)), taken, marks, within)
        taken.append(box)
        record = {"x": box.left, "y": round(box.top + box.height / 2, 1), "text": text}
        found += layers.texts([record], size=frame.font_size, align="left", halo=True)
    return found


def _of_rules(
    rules: Sequence[Rule], place: Plane
) -> Iterator[tuple[str, tuple[float, float]]]:
    for rule in rules:
        y = place.y(rule.value)
        text = f"{rule.label} · {rule.text}" if rule.text else rule.label
        yield text, (y - 11, y + 11)


def _of_bands(
    bands: Sequence[Band], place: Plane
) -> Iterator[tuple[str, tuple[float, float]]]:
    for band in bands:
        top = place.clipped(band.high, place.top)
        bottom = place.clipped(band.low, place.bottom)
        if band.label and bottom > top:
            yield band.label, (top + 11, bottom - 11)


def _candidates(
    size: tuple[float, float], levels: tuple[float, float], within: Box
) -> Iterator[Box]:
    width, height = size
    room = within.width - width - 8
    for level in levels:
        for share in (0.0, 1.0, 0.5, 0.25, 0.75):
            yield Box(
                left=round(within.left + 4 + max(room, 0) * share, 1),
                top=level - height / 2,
                width=width,
                height=height,
            )
