"""The area on the map that a dataset covers: items of the field spatial_coverage.

An item has ``text``, ``uri`` and ``geom`` (GeoJSON text), each of which may be missing.
The portal's own geometries carry the member ``origin``: it makes them again when the
places or their contours change, and leaves what a person or a partner gave.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

from ckanext.territory.domain.area.index import AreaIndex
from ckanext.territory.domain.area.place import Area
from ckanext.territory.domain.area.polygon import ORIGIN, ORIGINS, Geometry

Item: TypeAlias = dict[str, str]

# Source: INSEE, RDF of the Code officiel géographique. An EPCI has an address that
# cannot be derived from its SIREN.
INSEE = "http://id.insee.fr/geo/"
ADDRESSED = frozenset({"commune", "departement", "region"})
MOST_PLACES = 50  # whose address is given, of one dataset
LONGEST_TEXT = 200


def place_uri(place: Area) -> str:
    """Return the address that INSEE gives to a place, or nothing."""
    return f"{INSEE}{place.level}/{place.code}" if place.level in ADDRESSED else ""


def cover(places: Sequence[Area], geometry: Geometry | None) -> list[Item]:
    """Return the items for places: their contour, and the address of each."""
    named = [_named(place) for place in places[:MOST_PLACES]]
    if geometry is None:
        return [item for item in named if "uri" in item]
    geom = json.dumps(geometry)
    if len(named) == 1:
        return [{**named[0], "geom": geom}]
    text = ", ".join(place.name for place in places)
    if len(text) > LONGEST_TEXT:
        text = f"{text[: LONGEST_TEXT - 1]}…"
    whole = {"text": text, "geom": geom}
    return [whole, *(item for item in named if "uri" in item)]


def boxed(items: Sequence[Mapping[str, Any]], box: Geometry) -> list[Item]:
    """Return the portal's own items, their shape replaced by the box of the data."""
    kept = [item for item in items if not item.get("geom")]
    return [{"geom": json.dumps(box)}, *map(dict, kept)]


def renewed(
    items: Sequence[Mapping[str, Any]], made: Sequence[Item], index: AreaIndex
) -> list[Item] | None:
    """Return the items to keep, once the places are known; None to leave them alone.

    The box of the data stays as long as there is no contour.
    """
    if not all(is_own(item, index) for item in items):
        return None
    if any("geom" in item for item in made):
        return list(made)
    boxes = [dict(item) for item in items if origin_of(item) == "box"]
    return [*boxes, *made]


def is_own(item: Mapping[str, Any], index: AreaIndex) -> bool:
    """Tell whether the portal made an item, or whether it says nothing."""
    if item.get("geom"):
        return origin_of(item) is not None
    text, uri = item.get("text"), str(item.get("uri") or "")
    if not text and not uri:
        return True
    level, _, code = uri.removeprefix(INSEE).partition("/")
    place = index.get(level, code) if uri.startswith(INSEE) else None
    return place is not None and place.name == text


def origin_of(item: Mapping[str, Any]) -> str | None:
    """Return how the portal made the geometry of an item, None when it did not."""
    geometry = item.get("geom")
    if isinstance(geometry, str):
        try:
            geometry = json.loads(geometry)
        except (ValueError, RecursionError):
            return None
    if not isinstance(geometry, dict):
        return None
    found = str(cast("dict[str, object]", geometry).get(ORIGIN))
    return found if found in ORIGINS else None


def _named(place: Area) -> Item:
    uri = place_uri(place)
    return {"text": place.name, "uri": uri} if uri else {"text": place.name}
