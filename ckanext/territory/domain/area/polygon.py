"""Polygons on the map: read from text, simplified, joined; GeoJSON in WGS 84."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Literal, TypeAlias, cast

import shapely
from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry

from ckanext.territory.domain.area.bounds import fault
from ckanext.territory.domain.area.errors import AreaError

Geometry: TypeAlias = dict[str, Any]
Origin: TypeAlias = Literal["contour", "box"]

LARGEST = 1_000_000  # bytes of a text that somebody sends
MOST_VERTICES = 10_000  # of such a text
KEPT_VERTICES = 200
# Brackets of rings and polygons, beside one by vertex.
_OTHER_BRACKETS = 2_000
_DIGITS = 5  # about one metre
_GRID = 10.0**-_DIGITS
_LEAST_RING = 4  # a triangle, closed
_LEAST_SHARE = 0.7  # of a surface, that its simple form must keep
_FARTHEST = 1e9  # a coordinate in metres is told from no number at all
_KINDS = frozenset({"Polygon", "MultiPolygon"})
_OTHER_KINDS = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Feature",
     "FeatureCollection"}
)  # fmt: skip
ORIGINS = frozenset({"contour", "box"})
ORIGIN = "origin"
"""Member of a geometry that the portal made itself; GeoJSON allows members like it."""


def parse_polygon(text: str) -> Geometry:
    """Return a polygon written as GeoJSON, made valid and of 200 vertices at most.

    Raises AreaError ``area.polygon_size``, ``area.polygon_json``,
    ``area.polygon_kind``, ``area.polygon_collection``, ``area.polygon_ring``,
    ``area.polygon_open``, ``area.polygon_order`` or ``area.polygon_outside``.
    """
    if len(text) > LARGEST or text.count("[") > MOST_VERTICES + _OTHER_BRACKETS:
        raise AreaError("area.polygon_size", expected=MOST_VERTICES)
    try:
        content: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AreaError("area.polygon_json") from error
    kind = _kind(content)
    geometry = cast("Geometry", content)
    rings = list(_rings(kind, geometry.get("coordinates")))
    points = list(chain.from_iterable(rings))
    if len(points) > MOST_VERTICES:
        raise AreaError("area.polygon_size", expected=MOST_VERTICES)
    match fault(points):
        case "swapped":
            raise AreaError("area.polygon_order", found=_shown(points[0]))
        case "outside":
            raise AreaError("area.polygon_outside", found=_shown(points[0]))
        case None:
            pass
    given = {"type": kind, "coordinates": geometry["coordinates"]}
    drawn = shape(given)
    if len(points) <= KEPT_VERTICES and drawn.is_valid:
        found: Geometry | None = given
    else:
        found = to_geometry(drawn)
    if found is None:
        raise AreaError("area.polygon_ring")
    origin = str(geometry.get(ORIGIN))
    return {**found, ORIGIN: origin} if origin in ORIGINS else found


def to_geometry(drawn: BaseGeometry, origin: Origin | None = None) -> Geometry | None:
    """Return the surface of a geometry, valid and simple; None when it has none."""
    simple = simplify(drawn)
    if simple is None:
        return None
    found = cast("Geometry", json.loads(json.dumps(mapping(simple))))
    return {**found, ORIGIN: origin} if origin else found


def simplify(drawn: BaseGeometry, most: int = KEPT_VERTICES) -> BaseGeometry | None:
    """Return a surface of so many vertices at most, None when there is none.

    Small parts and holes go before large ones lose their shape; a surface that is all
    in small parts becomes what is around them.
    """
    surface = _surface(drawn)
    if surface is None:
        return None
    for candidate in (surface, surface.convex_hull, surface.envelope):
        simple = _thinned(candidate, most)
        if simple is not None and simple.area > _LEAST_SHARE * surface.area:
            return simple
    return None


def _thinned(surface: BaseGeometry, most: int) -> BaseGeometry | None:
    """Return a surface with a tolerance that leaves few enough vertices, or None."""
    west, south, east, north = surface.bounds
    size = max(east - west, north - south)
    simple, tolerance = _rounded(surface), size / 10_000
    while simple is not None and vertices(simple) > most and tolerance < size:
        simple = _rounded(_large_parts(surface.simplify(tolerance), tolerance))
        tolerance *= 1.5
    return simple if simple is not None and vertices(simple) <= most else None


def join(geometries: Iterable[Geometry]) -> Geometry | None:
    """Return the union of polygons, as a contour of the portal's own."""
    drawn = [shape(each) for each in geometries]
    return to_geometry(shapely.union_all(drawn), "contour") if drawn else None


def box_geometry(boxes: Iterable[Sequence[float]]) -> Geometry | None:
    """Return the box that holds some boxes [west, south, east, north].

    None when there is none, or when it is not a surface in France.
    """
    known = [tuple(map(float, each)) for each in boxes]
    if not known or any(not math.isfinite(value) for each in known for value in each):
        return None
    west, south = (min(each[axis] for each in known) for axis in (0, 1))
    east, north = (max(each[axis] for each in known) for axis in (2, 3))
    if fault([(west, south), (east, north)]) or west > east or south > north:
        return None
    # A single point is given the least surface that is kept.
    return to_geometry(
        box(west - _GRID, south - _GRID, east + _GRID, north + _GRID), "box"
    )


def vertices(drawn: BaseGeometry) -> int:
    """Return how many vertices a geometry has."""
    return int(shapely.get_num_coordinates(drawn))  # pyright: ignore[reportUnknownMemberType] - shapely does not type its keywords


def _kind(content: object) -> str:
    if not isinstance(content, dict):
        raise AreaError("area.polygon_json")
    kind = str(cast("Geometry", content).get("type"))
    if kind == "GeometryCollection":
        raise AreaError("area.polygon_collection")
    if kind in _KINDS:
        return kind
    if kind in _OTHER_KINDS:
        raise AreaError("area.polygon_kind", found=kind)
    raise AreaError("area.polygon_json")


def _rings(kind: str, coordinates: object) -> Iterator[list[tuple[float, float]]]:
    """Yield the rings of a Polygon or a MultiPolygon; refuse what is none."""
    polygons = [coordinates] if kind == "Polygon" else coordinates
    for polygon in _list(polygons):
        for ring in _list(polygon):
            points = [_point(each) for each in _list(ring)]
            if points[0] != points[-1]:
                raise AreaError("area.polygon_open")
            if len(points) < _LEAST_RING:
                raise AreaError("area.polygon_ring")
            yield points


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise AreaError("area.polygon_ring")
    return cast("list[object]", value)


def _point(value: object) -> tuple[float, float]:
    numbers = _list(value)
    if len(numbers) not in {2, 3} or not all(map(_is_number, numbers)):
        raise AreaError("area.polygon_ring")
    x, y = cast("list[float]", numbers[:2])
    return float(x), float(y)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -_FARTHEST < value < _FARTHEST


def _surface(drawn: BaseGeometry) -> BaseGeometry | None:
    flat = shapely.force_2d(drawn)  # pyright: ignore[reportUnknownMemberType] - shapely does not type its keywords
    valid = flat if flat.is_valid else shapely.make_valid(flat)
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(valid))
        if part.geom_type == "Polygon" and part.area > 0
    ]
    if not parts:
        return None
    return shapely.union_all(parts)


def _large_parts(drawn: BaseGeometry, tolerance: float) -> BaseGeometry:
    """Return a surface without its parts and holes smaller than the tolerance."""
    parts = list(shapely.get_parts(drawn))
    largest = max(parts, key=lambda part: part.area)
    least = tolerance * tolerance
    kept = [part for part in parts if part is largest or part.area > least]
    whole = [
        shapely.Polygon(
            part.exterior,
            [hole for hole in part.interiors if shapely.Polygon(hole).area > least],
        )
        for part in kept
        if part.geom_type == "Polygon" and not part.is_empty
    ]
    return shapely.MultiPolygon(whole) if len(whole) > 1 else (whole or [drawn])[0]


def _rounded(drawn: BaseGeometry) -> BaseGeometry | None:
    snapped = shapely.set_precision(drawn, _GRID)  # pyright: ignore[reportUnknownMemberType] - shapely does not type its keywords
    return None if snapped.is_empty else snapped


def _shown(point: tuple[float, float]) -> str:
    return f"[{point[0]:g}, {point[1]:g}]"
