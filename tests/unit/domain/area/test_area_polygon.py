"""Polygons typed by people, and the area on the map of a dataset."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, shape

from ckanext.territory.domain.area import Area, AreaError, AreaIndex
from ckanext.territory.domain.area.coverage import (
    boxed,
    cover,
    is_own,
    place_uri,
    renewed,
)
from ckanext.territory.domain.area.polygon import (
    KEPT_VERTICES,
    box_geometry,
    join,
    parse_polygon,
    simplify,
    vertices,
)

SQUARE = [[-1.7, 48.1], [-1.6, 48.1], [-1.6, 48.2], [-1.7, 48.2], [-1.7, 48.1]]
RENNES = Area("commune", "35238", "Rennes", 230_000)
VITRE = Area("commune", "35360", "Vitré", 19_000)
METROPOLE = Area("epci", "243500139", "Rennes Métropole", 480_000)
INDEX = AreaIndex([RENNES, VITRE, METROPOLE])


def polygon(*rings: object) -> dict[str, Any]:
    """Return a polygon of rings."""
    return {"type": "Polygon", "coordinates": list(rings)}


def circle(points: int) -> list[list[float]]:
    """Return a ring of many points."""
    turns = [2 * math.pi * rank / points for rank in range(points)]
    ring = [[2 + math.cos(turn), 47 + math.sin(turn)] for turn in turns]
    return [*ring, ring[0]]


def is_refused_or_right(text: str) -> bool:
    """Tell whether a text is refused as it should be, or gives a polygon."""
    try:
        return bool(shape(parse_polygon(text)).is_valid)
    except AreaError as error:
        return error.code.startswith("area.polygon_")


class TestParsePolygon:
    """``parse_polygon``."""

    @pytest.mark.parametrize(
        "geometry",
        [
            polygon(SQUARE),
            {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
            polygon([[55.4, -21], [55.6, -21], [55.5, -20.9], [55.4, -21]]),
            polygon([[-61, 14.5], [-60.9, 14.5], [-60.9, 14.6], [-61, 14.5]]),
        ],
    )
    def test_what_is_right_is_kept_as_it_is(self, geometry: dict[str, Any]) -> None:
        """In metropolitan France and overseas."""
        assert parse_polygon(json.dumps(geometry)) == geometry

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "area.polygon_json"),
            ("[]", "area.polygon_json"),
            ("{}", "area.polygon_json"),
            ("[" * 9_000, "area.polygon_json"),
            ('{"type": "Circle"}', "area.polygon_json"),
            ('{"type": "Point", "coordinates": [1, 2]}', "area.polygon_kind"),
            ('{"type": "Feature"}', "area.polygon_kind"),
            ('{"type": "GeometryCollection"}', "area.polygon_collection"),
            ('{"type": "Polygon"}', "area.polygon_ring"),
            (json.dumps(polygon()), "area.polygon_ring"),
            (json.dumps(polygon([])), "area.polygon_ring"),
            (json.dumps(polygon([1, 2])), "area.polygon_ring"),
            (json.dumps(polygon([["a", 1]] * 4)), "area.polygon_ring"),
            (json.dumps(polygon([[True, 48]] * 4)), "area.polygon_ring"),
            ('{"type": "Polygon", "coordinates": [[[NaN, 48]]]}', "area.polygon_ring"),
            (
                f'{{"type": "Polygon", "coordinates": [[[1{"0" * 400}, 48]]]}}',
                "area.polygon_ring",
            ),
            (json.dumps(polygon(SQUARE[:2] + SQUARE[:1])), "area.polygon_ring"),
            (
                json.dumps(polygon([[1, 48], [2, 48], [3, 48], [1, 48]])),
                "area.polygon_ring",
            ),
            (json.dumps(polygon(SQUARE[:-1])), "area.polygon_open"),
            (
                json.dumps(polygon([[y, x] for x, y in SQUARE])),
                "area.polygon_order",
            ),
            (
                json.dumps(polygon([[x + 100, y] for x, y in SQUARE])),
                "area.polygon_outside",
            ),
            (
                json.dumps(polygon([[x * 1e5, y * 1e5] for x, y in SQUARE])),
                "area.polygon_outside",
            ),
            ("x" * 1_000_001, "area.polygon_size"),
            (json.dumps(polygon(circle(10_001))), "area.polygon_size"),
            (
                '{"type":"Polygon","coordinates":[['
                + ",".join(["[1,47]"] * 100_000)
                + "]]}",
                "area.polygon_size",
            ),
        ],
    )
    def test_what_is_wrong_is_refused(self, text: str, code: str) -> None:
        """Each with its own reason."""
        with pytest.raises(AreaError) as error:
            parse_polygon(text)
        assert error.value.code == code

    def test_large_polygon_is_simplified(self) -> None:
        """To 200 vertices, with nearly the same surface."""
        found = shape(parse_polygon(json.dumps(polygon(circle(3_000)))))
        assert vertices(found) <= KEPT_VERTICES
        assert found.area == pytest.approx(math.pi, rel=0.01)

    def test_crossing_ring_is_made_valid(self) -> None:
        """A bow tie becomes two triangles."""
        tie = [[-2, 48], [-1, 49], [-1, 48], [-2, 49], [-2, 48]]
        assert shape(parse_polygon(json.dumps(polygon(tie)))).is_valid

    @settings(max_examples=25, deadline=None)
    @given(
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(st.sampled_from(["type", "coordinates"]), inner)
            ),
            max_leaves=8,
        )
    )
    def test_any_json_is_refused_or_right(self, content: object) -> None:
        """Never another exception."""
        multiple = {"type": "MultiPolygon", "coordinates": content}
        for value in (content, multiple, {**polygon(SQUARE), "origin": content}):
            assert is_refused_or_right(json.dumps(value))


class TestSimplify:
    """``simplify``."""

    def test_hundreds_of_small_parts(self) -> None:
        """Become what is around them."""
        parts = [
            [[[x, 48], [x + 0.004, 48], [x, 48.004], [x, 48]]]
            for x in (-2 + rank * 0.01 for rank in range(300))
        ]
        simple = simplify(shape({"type": "MultiPolygon", "coordinates": parts}))
        assert simple is not None
        assert vertices(simple) <= KEPT_VERTICES
        assert simple.bounds == pytest.approx((-2, 48, 0.994, 48.004), abs=0.01)

    def test_no_surface(self) -> None:
        """A line has none."""
        assert simplify(Polygon([(0, 45), (1, 45), (2, 45)])) is None


class TestBoxGeometry:
    """``box_geometry``."""

    def test_box_of_boxes(self) -> None:
        """Holds all of them."""
        found = box_geometry([(-1.7, 48.1, -1.6, 48.2), (-1.5, 48, -1.4, 48.1)])
        assert found is not None
        assert found["origin"] == "box"
        assert shape(found).bounds == pytest.approx((-1.7, 48, -1.4, 48.2), abs=1e-4)

    def test_single_point(self) -> None:
        """Gets a small surface."""
        assert box_geometry([(-1.7, 48.1, -1.7, 48.1)]) is not None

    @pytest.mark.parametrize(
        "boxes",
        [
            [],
            [(0, 0, 0, 0)],
            [(48, -1, 49, 0)],
            [(math.nan, 1, 2, 3)],
            [(2, 48, 1, 49)],
        ],
    )
    def test_no_box(self, boxes: list[tuple[float, ...]]) -> None:
        """Nothing, elsewhere, swapped, not a number, the wrong way round."""
        assert box_geometry(boxes) is None


class TestCover:
    """The items of a dataset's area on the map."""

    def test_addresses_of_insee(self) -> None:
        """An EPCI has none that can be derived."""
        assert place_uri(RENNES) == "http://id.insee.fr/geo/commune/35238"
        assert place_uri(METROPOLE) == ""

    def test_without_shape(self) -> None:
        """Only the places that have an address."""
        assert cover([RENNES, METROPOLE], None) == [
            {"text": "Rennes", "uri": place_uri(RENNES)}
        ]

    def test_one_place(self) -> None:
        """One item says all."""
        shape_ = join([polygon(SQUARE)])
        (item,) = cover([RENNES], shape_)
        assert item["text"] == "Rennes"
        assert json.loads(item["geom"]) == shape_

    def test_text_of_many_places_is_cut(self) -> None:
        """To what the field holds."""
        places = [Area("commune", str(n), "Saint-Ouen") for n in range(80)]
        whole, *others = cover(places, polygon(SQUARE))
        assert len(whole["text"]) == 200
        assert len(others) == 50

    def test_own_items_are_renewed(self) -> None:
        """Those with the portal's mark, and bare addresses of INSEE."""
        made = cover([VITRE], None)
        assert renewed(cover([RENNES], join([polygon(SQUARE)])), made, INDEX) == made
        assert renewed(cover([RENNES], None), made, INDEX) == made
        assert renewed([], made, INDEX) == made

    def test_given_items_are_left_alone(self) -> None:
        """A shape without the mark, a text, another address."""
        made = cover([VITRE], None)
        for item in (
            {"geom": json.dumps(polygon(SQUARE))},
            {"geom": polygon(SQUARE)},
            {"geom": "POLYGON((…))"},
            {"text": "Bois de l’Orle"},
            {"text": "Ma ville", "uri": place_uri(RENNES)},
            {"uri": "https://www.geonames.org/2983990"},
        ):
            assert renewed([item], made, INDEX) is None
            assert not is_own(item, INDEX)

    def test_box_stays_until_a_contour_comes(self) -> None:
        """It is better than nothing."""
        box = box_geometry([(-1.7, 48.1, -1.6, 48.2)])
        assert box is not None
        items = boxed(cover([RENNES], None), box)
        assert renewed(items, cover([RENNES], None), INDEX) == items
        whole = cover([RENNES], join([polygon(SQUARE)]))
        assert renewed(items, whole, INDEX) == whole
