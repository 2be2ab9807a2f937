"""Contours of the imaginary town, of its community and of its quarters.

Quarters share the town between their centres; the edges of the town and of the
community wave around it. All is invented, like the town.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import shapely
from demo.city import CITY, COMMUNITY_SIREN, DISTRICTS, FICTION_NOTICE
from demo.datasets.shapes import chance
from demo.figures import DATA
from shapely.geometry import MultiPoint, Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry

CONTOURS = DATA / "contours.geojson"
COMMUNITY = "Communauté de l'Orle"
POINTS = 72
GRID = 0.00001  # degrees, about one metre
# Centre of the quarters, seen from that of the town, in degrees.
EAST, NORTH = 0.002, 0.004


def district_code(rank: int) -> str:
    """Return the code of a quarter by its rank, from 1."""
    return f"{CITY.insee_code}-{rank}"


def contours_text() -> str:
    """Return the contours as GeoJSON, always the same."""
    town, community = _edge("ville", 0.033, 0.025), _edge("communauté", 0.15, 0.1)
    features = [
        _feature("epci", COMMUNITY_SIREN, COMMUNITY, community),
        _feature("commune", CITY.insee_code, CITY.name, town),
        *_districts(town),
    ]
    collection = {
        "type": "FeatureCollection",
        "description": FICTION_NOTICE,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _edge(name: str, width: float, height: float) -> BaseGeometry:
    """Return a rounded surface whose edge waves."""
    source = chance(f"contour/{name}")
    waves = [(n, source.uniform(0.02, 0.07), source.uniform(0, 6)) for n in (2, 3, 5)]
    points: list[tuple[float, float]] = []
    for rank in range(POINTS):
        angle = 2 * math.pi * rank / POINTS
        reach = 1 + sum(size * math.sin(n * angle + turn) for n, size, turn in waves)
        east = EAST + width * reach * math.cos(angle)
        north = NORTH + height * reach * math.sin(angle)
        points.append((CITY.longitude + east, CITY.latitude + north))
    return shapely.set_precision(Polygon(points), GRID)


def _districts(town: BaseGeometry) -> Iterator[dict[str, Any]]:
    centres = [
        Point(CITY.longitude + place.east, CITY.latitude + place.north)
        for place in DISTRICTS
    ]
    cells = shapely.voronoi_polygons(MultiPoint(centres), extend_to=town)
    for rank, (place, centre) in enumerate(zip(DISTRICTS, centres, strict=True), 1):
        cell = next(each for each in cells.geoms if each.contains(centre))
        surface = shapely.set_precision(cell.intersection(town), GRID)
        yield _feature("infracommunale", district_code(rank), place.name, surface)


def _feature(level: str, code: str, name: str, shape: BaseGeometry) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"level": level, "code": code, "nom": name, "fictif": True},
        "geometry": mapping(shape),
    }
