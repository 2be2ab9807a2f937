"""Shapes of a file light enough for a page: few, simplified, in degrees."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy
import shapely  # pyright: ignore[reportMissingTypeStubs] - it has none
from pyproj import Transformer

from ckanext.territory.domain.inspection.columns import Column
from ckanext.territory.domain.inspection.found import Json
from ckanext.territory.domain.inspection.personal import MASK
from ckanext.territory.domain.inspection.sample import Row

# The libraries give no types.
_shapely: Any = shapely
_numpy: Any = numpy
_transformer: Any = Transformer

FEATURES: Final = 300
VERTICES: Final = 6_000
_PROPERTIES: Final = 8
_CELL: Final = 80
_DECIMALS: Final = 5
# A shape loses what is smaller than this part of the whole; each try is coarser.
_FINEST: Final = 1 / 2_000
_COARSER: Final = 4
_TRIES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """GeoJSON geometries in degrees, each with the row it belongs to."""

    geometries: Sequence[Json]
    rows: Sequence[Row]


def shapes_of(geometries: Any, rows: Sequence[Row], crs: str) -> Shapes:  # noqa: ANN401 - an array of WKB
    """Return shapes fit for a map; those that cannot be drawn are left out.

    What is still too heavy once simplified ends the list: at most 6,000 vertices.
    """
    shapes = _shapely.force_2d(_shapely.from_wkb(geometries, on_invalid="ignore"))
    change = _transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    shapes = _shapely.transform(shapes, change.transform, interleaved=False)
    bounds = _shapely.bounds(shapes)
    inside = _numpy.isfinite(bounds).all(axis=1)
    if not inside.any():
        return Shapes(geometries=(), rows=())
    light = _lightened(shapes[inside])
    kept_rows = [row for row, fits in zip(rows, inside, strict=True) if fits]
    return _within_limit(light, kept_rows)


def _lightened(shapes: Any) -> Any:  # noqa: ANN401 - an array of shapes
    west, south, east, north = _shapely.total_bounds(shapes)
    size = max(east - west, north - south)
    tolerance, found = size * _FINEST, shapes
    for _ in range(_TRIES):
        found = _shapely.simplify(shapes, tolerance)
        if _shapely.get_num_coordinates(found).sum() <= VERTICES:
            break
        tolerance *= _COARSER
    return found


def _within_limit(shapes: Any, rows: Sequence[Row]) -> Shapes:  # noqa: ANN401 - an array of shapes
    total = _shapely.get_num_coordinates(shapes).cumsum()
    most = int((total <= VERTICES).sum())
    texts = _shapely.to_geojson(_shapely.set_precision(shapes[:most], 10**-_DECIMALS))
    pairs = [
        (json.loads(text), row)
        for text, row in zip(texts, rows[:most], strict=True)
        if text is not None
    ]
    drawn = [(shape, row) for shape, row in pairs if shape.get("coordinates")]
    return Shapes(
        geometries=[shape for shape, _ in drawn], rows=[row for _, row in drawn]
    )


def points_of(rows: Sequence[Row], at: Sequence[tuple[float, float] | None]) -> Shapes:
    """Return the points of rows (longitude, latitude), 300 of them all over."""
    placed = [(row, point) for row, point in zip(rows, at, strict=True) if point]
    step = max(1, -(-len(placed) // FEATURES))
    chosen = placed[::step]
    return Shapes(
        geometries=[
            {
                "type": "Point",
                "coordinates": [round(part, _DECIMALS) for part in point],
            }
            for _, point in chosen
        ],
        rows=[row for row, _ in chosen],
    )


def collection(
    shapes: Shapes, columns: Sequence[Column], hidden: Collection[int]
) -> Json:
    """Return a GeoJSON collection with the first columns; personal data are masked."""
    shown = columns[:_PROPERTIES]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": geometry,
                "properties": {
                    column.name: _value(row[column.place], column.place in hidden)
                    for column in shown
                },
            }
            for geometry, row in zip(shapes.geometries, shapes.rows, strict=True)
        ],
    }


def _value(cell: str, is_hidden: bool) -> str:
    return MASK if is_hidden and cell else cell[:_CELL]
