"""Pieces of a Vega-Lite drawing whose places are already pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from ckanext.territory.domain.chart.line_frame import LINE
from ckanext.territory.domain.chart.palette import INK, PAPER

Layer = dict[str, Any]
Records = Sequence[dict[str, Any]]

HALO = 4


def pixels(field: str) -> dict[str, Any]:
    """Return the encoding of a place in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def as_is(field: str) -> dict[str, Any]:
    """Return the encoding of a colour or a shape given in the records."""
    return {"field": field, "type": "nominal", "scale": None}


def areas(records: Records) -> Layer:
    """Return rectangles: ``left right top bottom fill``."""
    return {
        "data": {"values": list(records)},
        "mark": {"type": "rect", "opacity": 0.16},
        "encoding": {
            "x": pixels("left"),
            "x2": {"field": "right"},
            "y": pixels("top"),
            "y2": {"field": "bottom"},
            "fill": as_is("fill"),
        },
    }


def segments(
    records: Records, *, colour: str, width: float = 1.0, dash: Sequence[int] = ()
) -> Layer:
    """Return straight lines: ``x y x2 y2``."""
    return {
        "data": {"values": list(records)},
        "mark": {
            "type": "rule",
            "stroke": colour,
            "strokeWidth": width,
            "strokeDash": list(dash),
        },
        "encoding": {
            "x": pixels("x"),
            "x2": {"field": "x2"},
            "y": pixels("y"),
            "y2": {"field": "y2"},
        },
    }


def path(
    records: Records, *, colour: str, width: float, dash: Sequence[int] = ()
) -> Layer:
    """Return a broken line: ``x y run``, one piece for each ``run``."""
    return {
        "data": {"values": list(records)},
        "mark": {
            "type": "line",
            "stroke": colour,
            "strokeWidth": width,
            "strokeDash": list(dash),
            "strokeJoin": "round",
        },
        "encoding": {
            "x": pixels("x"),
            "y": pixels("y"),
            "detail": {"field": "run", "type": "nominal"},
            "order": {"field": "x", "type": "quantitative"},
        },
    }


def marks(records: Records, *, pointed: bool = False) -> Layer:
    """Return marks: ``x y shape fill stroke``; ``tip`` when a reader may point at."""
    encoding: Layer = {
        "x": pixels("x"),
        "y": pixels("y"),
        "shape": as_is("shape"),
        "fill": as_is("fill"),
        "stroke": as_is("stroke"),
    }
    layer: Layer = {
        "data": {"values": list(records)},
        "mark": {"type": "point", "size": 58, "strokeWidth": 1.8, "opacity": 1},
        "encoding": encoding,
    }
    if pointed:
        # Named, so that a browser can answer to the pointer.
        on = {"type": "point", "on": "pointerover", "clear": "pointerout"}
        layer["params"] = [{"name": "pointed", "select": on}]
        encoding["opacity"] = {
            "condition": {"param": "pointed", "value": 1},
            "value": 0.5,
        }
        encoding["tooltip"] = {"field": "tip", "type": "nominal"}
    return layer


def texts(
    records: Records,
    *,
    size: int,
    align: Literal["left", "center", "right"],
    colour: str = INK,
    halo: bool = False,
) -> list[Layer]:
    """Return words: ``x y text``; a ``halo`` keeps them apart from what they cross."""
    mark: Layer = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "fontSize": size,
        "lineHeight": size * LINE,
        "lineBreak": "\n",
        "fill": colour,
    }
    around = mark | {"stroke": PAPER, "strokeWidth": HALO, "strokeJoin": "round"}
    return [
        {
            "data": {"values": list(records)},
            "mark": each,
            "encoding": {
                "x": pixels("x"),
                "y": pixels("y"),
                "text": {"field": "text", "type": "nominal"},
            },
        }
        for each in ([around, mark] if halo else [mark])
    ]
