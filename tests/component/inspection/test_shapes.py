"""Shapes of a file light enough for a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pyogrio
import pytest
import shapely
from bench.corpus.places import write_layer

from ckanext.territory.domain.inspection import inspect_file
from ckanext.territory.domain.inspection.shapes import FEATURES, VERTICES

LAMBERT = "EPSG:2154"
Inspect = Callable[[Path], dict[str, Any]]


@pytest.fixture
def inspect() -> Inspect:
    """Return what inspects a file."""

    def run(path: Path) -> dict[str, Any]:
        return inspect_file(
            {"path": str(path), "name": path.name, "today": "2026-03-02"}
        )

    return run


def vertices(found: dict[str, Any]) -> int:
    """Return the number of vertices of a collection."""
    shapes = [
        shapely.from_geojson(json.dumps(f["geometry"])) for f in found["features"]
    ]
    return int(shapely.get_num_coordinates(shapes).sum())


def write_circles(path: Path, count: int, points: int) -> None:
    """Write circles of many points around Rennes, in Lambert 93."""
    centres = [shapely.Point(352_000 + 900 * n, 6_789_000) for n in range(count)]
    circles = shapely.buffer(centres, 400, quad_segs=points // 4)
    pyogrio.raw.write(
        str(path),
        geometry=shapely.to_wkb(circles),
        field_data=[numpy.array([f"Parc {n}" for n in range(count)], dtype=object)],
        fields=["nom"],
        crs=LAMBERT,
        geometry_type="Polygon",
        driver="GPKG",
    )


class TestShapes:
    """``shapes`` of an inspection."""

    def test_layer_in_degrees(self, inspect: Inspect, tmp_path: Path) -> None:
        """A projected layer is drawn where it is, with its values."""
        path = tmp_path / "parcs.gpkg"
        write_circles(path, 3, 40)
        found = inspect(path)["shapes"]
        assert [f["properties"] for f in found["features"]] == [
            {"nom": f"Parc {n}"} for n in range(3)
        ]
        east, north = found["features"][0]["geometry"]["coordinates"][0][0]
        assert (round(east, 1), round(north, 1)) == (-1.7, 48.1)

    def test_heavy_outlines_are_simplified(
        self, inspect: Inspect, tmp_path: Path
    ) -> None:
        """Three shapes of 40,000 points are drawn with few."""
        path = tmp_path / "lourds.gpkg"
        write_circles(path, 3, 40_000)
        found = inspect(path)["shapes"]
        assert len(found["features"]) == 3
        assert 12 < vertices(found) <= VERTICES

    def test_many_features_are_sampled(self, inspect: Inspect, tmp_path: Path) -> None:
        """From all over the layer, never more than the page can bear."""
        path = tmp_path / "points.gpkg"
        write_layer(
            path, {"nom": [f"P{n}" for n in range(2_000)]}, crs=LAMBERT, size=0.1
        )
        found = inspect(path)["shapes"]["features"]
        numbers = [int(f["properties"]["nom"][1:]) for f in found]
        assert len(found) == FEATURES
        assert min(numbers) == 0
        assert max(numbers) > 1_400

    def test_points_of_a_table(self, inspect: Inspect, tmp_path: Path) -> None:
        """Latitudes and longitudes make points; rows without them do not."""
        path = tmp_path / "bornes.csv"
        rows = [f"Borne {n},48.{n + 10},-1.{n + 10}" for n in range(60)]
        rows += ["Sans,,", "Ailleurs,95.5,-1.2", "Zéro,0,0"]
        path.write_text("\n".join(["nom,latitude,longitude", *rows]))
        found = inspect(path)["shapes"]["features"]
        assert len(found) == 60
        assert found[0]["geometry"] == {"type": "Point", "coordinates": [-1.1, 48.1]}

    def test_personal_data_are_masked(self, inspect: Inspect, tmp_path: Path) -> None:
        """A mail is on no map."""
        path = tmp_path / "contacts.csv"
        rows = [f"a{n}@courriel.example,48.{n:02},-1.6" for n in range(20)]
        path.write_text("\n".join(["mail,latitude,longitude", *rows]))
        text = json.dumps(inspect(path)["shapes"])
        assert "Point" in text
        assert "courriel" not in text

    def test_table_without_places_has_none(
        self, inspect: Inspect, tmp_path: Path
    ) -> None:
        """No map is promised."""
        path = tmp_path / "tarifs.csv"
        path.write_text("libelle,prix\nEntrée,3\nCarte,12\n")
        assert inspect(path)["shapes"] is None
