"""Horizontal bars, single or in pairs, for a wide page and for a phone.

Positions are computed here and handed to Vega-Lite as pixels: the drawing has the
same height in both renderers, and room is reserved before anything is drawn.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ckanext.territory.domain.chart.palette import INK, PAPER
from ckanext.territory.domain.chart.spec import Bar, ChartSpec, ChartText, Series, Table

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Sizes of one rendering, in pixels; ``label_chars`` bounds a line of label."""

    width: int
    labels: int
    label_chars: int
    font_size: int
    bar: int
    gap: int
    char: float


WIDE = Frame(
    width=760, labels=240, label_chars=34, font_size=13, bar=22, gap=14, char=6.8
)
NARROW = Frame(
    width=360, labels=0, label_chars=44, font_size=15, bar=20, gap=16, char=7.8
)
LINE = 1.25
LABEL_LINES = 2


def bar_chart(
    bars: Sequence[Bar], series: Sequence[Series], text: ChartText, table: Table
) -> ChartSpec:
    """Return the chart of these bars, in the order given."""
    return ChartSpec(
        vega_lite=_drawing(bars, series, text, WIDE),
        narrow=_drawing(bars, series, text, NARROW),
        title=text.title,
        unit=text.unit,
        source=text.source,
        alt=text.alt,
        sentence=text.sentence,
        caption=table.caption,
        columns=table.columns,
        rows=table.rows,
    )


def _drawing(
    bars: Sequence[Bar], series: Sequence[Series], text: ChartText, frame: Frame
) -> dict[str, Any]:
    rows = list(_rows(bars, series, frame))
    height = int(max((row["bottom"] for row in rows), default=0)) + 4
    low, high = _domain(bars)
    ends = max((len(row["text"]) for row in rows), default=0) * frame.char + 14
    left = frame.labels + (ends if low < 0 else 0)
    scale = {
        "domain": [float(low), float(high)],
        "range": [left, frame.width - ends],
        "nice": False,
        "zero": False,
    }
    return {
        "$schema": SCHEMA,
        "description": text.alt,
        "width": frame.width,
        "height": height,
        "padding": 0,
        "autosize": {"type": "none"},
        "background": None,
        # The name is carried by the element around the drawing.
        "config": {"aria": False, "font": FONT, "view": {"stroke": None}},
        "data": {"values": rows},
        "layer": _layers(scale, frame, has_negative=low < 0),
    }


def _rows(
    bars: Sequence[Bar], series: Sequence[Series], frame: Frame
) -> Iterator[dict[str, Any]]:
    """Yield one record per drawn value, with its place from the top."""
    top = 2.0
    for bar in bars:
        lines = textwrap.wrap(
            bar.label, frame.label_chars, max_lines=LABEL_LINES, placeholder="…"
        )
        above = len(lines) * frame.font_size * LINE if not frame.labels else 0
        first = top + above
        drawn = [at for at, value in enumerate(bar.values) if value is not None]
        block = len(drawn) * (frame.bar + 2) - 2
        middle = top + above / 2 if above else first + block / 2
        for place, at in enumerate(drawn):
            start = first + place * (frame.bar + 2)
            yield _record(bar, at, series[at]) | {
                "label": "\n".join(lines) if place == 0 else "",
                "label_y": round(
                    middle - (len(lines) - 1) * frame.font_size * LINE / 2, 1
                ),
                "top": round(start, 1),
                "middle": round(start + frame.bar / 2, 1),
                "bottom": round(start + frame.bar, 1),
            }
        top = first + max(block, 0) + frame.gap


def _record(bar: Bar, at: int, series: Series) -> dict[str, Any]:
    colour = bar.colour or series.colour
    value = bar.values[at]
    return {
        "value": float(value) if value is not None else 0.0,
        "text": bar.texts[at],
        "tip": bar.tips[at] if bar.tips else f"{bar.label} {bar.texts[at]}",
        "stroke": colour,
        "fill": PAPER if series.style == "outline" else colour,
    }


def _domain(bars: Sequence[Bar]) -> tuple[Decimal, Decimal]:
    values = [value for bar in bars for value in bar.values if value is not None]
    low = min([Decimal(0), *values])
    high = max([Decimal(0), *values])
    return (low, high) if low != high else (Decimal(0), Decimal(1))


def _layers(
    scale: dict[str, Any], frame: Frame, *, has_negative: bool
) -> list[dict[str, Any]]:
    value = {"field": "value", "type": "quantitative", "scale": scale, "axis": None}
    zero = {"datum": 0, "type": "quantitative", "scale": scale, "axis": None}
    layers = [
        _bar_layer(value),
        _text_layer(frame, value, test="datum.value >= 0", align="left", shift=7),
    ]
    if has_negative:
        layers += [
            _text_layer(frame, value, test="datum.value < 0", align="right", shift=-7),
        ]
    if has_negative and frame.labels:
        layers.append(_zero_rule(zero))
    return [*layers, _label_layer(frame)]


def _pixels(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _bar_layer(value: dict[str, Any]) -> dict[str, Any]:
    return {
        # Named, so that a browser can answer to the pointer; a still image ignores it.
        "params": [
            {
                "name": "pointed",
                "select": {"type": "point", "on": "pointerover", "clear": "pointerout"},
            }
        ],
        "mark": {"type": "rect", "strokeWidth": 1.5, "cornerRadius": 2},
        "encoding": {
            "x": value,
            "x2": {"datum": 0},
            "y": _pixels("top"),
            "y2": {"field": "bottom"},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "stroke": {"field": "stroke", "type": "nominal", "scale": None},
            "opacity": {"condition": {"param": "pointed", "value": 1}, "value": 0.55},
            "tooltip": {"field": "tip", "type": "nominal"},
        },
    }


def _text_layer(
    frame: Frame, value: dict[str, Any], *, test: str, align: str, shift: int
) -> dict[str, Any]:
    return {
        "transform": [{"filter": test}],
        "mark": {
            "type": "text",
            "align": align,
            "baseline": "middle",
            "dx": shift,
            "fontSize": frame.font_size,
            "fill": INK,
        },
        "encoding": {
            "x": value,
            "y": _pixels("middle"),
            "text": {"field": "text", "type": "nominal"},
        },
    }


def _zero_rule(zero: dict[str, Any]) -> dict[str, Any]:
    return {"mark": {"type": "rule", "stroke": INK}, "encoding": {"x": zero}}


def _label_layer(frame: Frame) -> dict[str, Any]:
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "fontSize": frame.font_size,
            "lineHeight": frame.font_size * LINE,
            "lineBreak": "\n",
            "fill": INK,
        },
        "encoding": {
            "x": {"value": 0},
            "y": _pixels("label_y"),
            "text": {"field": "label", "type": "nominal"},
        },
    }
