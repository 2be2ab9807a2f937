"""Contours read from real files, in the child process that the portal uses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapely
from demo.contours import CONTOURS, contours_text
from pyproj import Transformer
from shapely.geometry import mapping, shape

from ckanext.territory.bounded import run_bounded
from ckanext.territory.domain.area import COG_FILE, load_areas
from ckanext.territory.domain.errors import TerritoryError

TASKS = "ckanext.territory.domain.area.contour_file"
SQUARE = shapely.box(-1.7, 48.1, -1.6, 48.2)
ROUND = shapely.Point(-1.7, 48.1).buffer(0.1, quad_segs=2_000)
PLACES = Path(__file__).resolve().parents[4] / "demo" / "data" / "places.yaml"


def read(path: Path, **options: object) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what the file says of itself, and its rows."""
    given = {"path": str(path), "file": path.name, "code_field": "", "name_field": ""}
    given |= options
    about = run_bounded(f"{TASKS}:describe", given)
    part = {"columns": about, "level": "commune", "skip": 0, "count": 100}
    return about, run_bounded(f"{TASKS}:read_part", given | part)


def refusal(path: Path, **options: object) -> str:
    """Return the code with which a file is refused."""
    with pytest.raises(TerritoryError) as error:
        read(path, **options)
    return error.value.code


def geojson(path: Path, *features: tuple[object, object]) -> Path:
    """Write features (properties, geometry) as GeoJSON."""
    rows = [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return path


def geopackage(path: Path, crs: str | None, **columns: list[object]) -> Path:
    """Write the square and the round surface as a GeoPackage, in a system."""
    shapes = [SQUARE, ROUND]
    if crs and crs != "EPSG:4326":
        change = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
        shapes = [
            shapely.transform(
                each, lambda p: np.column_stack(change.transform(p[:, 0], p[:, 1]))
            )
            for each in shapes
        ]
    pyogrio.raw.write(
        path,
        np.array([shapely.to_wkb(each) for each in shapes], dtype=object),
        [np.array(values) for values in columns.values()],
        list(columns),
        driver="GPKG",
        geometry_type="Polygon",
        crs=crs,
        layer="commune",
    )
    return path


class TestGeoPackage:
    """A GeoPackage, such as those of the IGN."""

    def test_lambert_becomes_longitude_and_latitude(self, tmp_path: Path) -> None:
        """The columns are found under their usual names, whatever the case."""
        path = geopackage(
            tmp_path / "communes.gpkg",
            "EPSG:2154",
            INSEE_COM=["35238", "2a004"],
            NOM=["Rennes", "Ajaccio"],
        )
        about, rows = read(path)
        assert (about["code"], about["name"], about["level"]) == (
            "INSEE_COM",
            "NOM",
            "",
        )
        assert [(row["row"], row["code"], row["name"]) for row in rows] == [
            (1, "35238", "Rennes"),
            (2, "2A004", "Ajaccio"),
        ]
        assert shape(rows[0]["geometry"]).symmetric_difference(SQUARE).area < 1e-6

    def test_detailed_shape_is_simplified(self, tmp_path: Path) -> None:
        """To 200 vertices, nearly the same surface."""
        path = geopackage(tmp_path / "a.gpkg", "EPSG:4326", code=["35238", "35051"])
        drawn = shape(read(path)[1][1]["geometry"])
        assert shapely.get_num_coordinates(drawn) <= 200
        assert drawn.area == pytest.approx(ROUND.area, rel=0.01)

    def test_codes_that_are_numbers(self, tmp_path: Path) -> None:
        """Get their zero back."""
        path = geopackage(tmp_path / "a.gpkg", "EPSG:4326", code=[1004, 35051])
        assert [row["code"] for row in read(path)[1]] == ["01004", "35051"]

    def test_unknown_system(self, tmp_path: Path) -> None:
        """Coordinates of nowhere."""
        path = geopackage(tmp_path / "a.gpkg", None, code=["35238", "35051"])
        assert refusal(path) == "area.contour_crs"

    def test_points_only(self, tmp_path: Path) -> None:
        """No layer of surfaces."""
        path = tmp_path / "a.gpkg"
        pyogrio.raw.write(
            path,
            np.array([shapely.to_wkb(shapely.Point(1, 47))], dtype=object),
            [np.array(["35238"])],
            ["code"],
            driver="GPKG",
            geometry_type="Point",
            crs="EPSG:4326",
        )
        assert refusal(path) == "area.contour_layer"

    def test_truncated_file(self, tmp_path: Path) -> None:
        """Is refused, not half read."""
        path = geopackage(tmp_path / "a.gpkg", "EPSG:4326", code=["35238", "35051"])
        path.write_bytes(path.read_bytes()[:5_000])
        assert refusal(path) == "area.contour_format"


class TestGeoJson:
    """A GeoJSON file, such as those of Etalab."""

    def test_rows_that_cannot_be_used_say_why(self, tmp_path: Path) -> None:
        """No code, no shape, a point, the antipodes."""
        far = shapely.box(170, -44, 171, -43)
        path = geojson(
            tmp_path / "a.geojson",
            ({"code": "35238", "nom": "Rennes"}, mapping(SQUARE)),
            ({"code": None}, mapping(SQUARE)),
            ({"code": "35051"}, None),
            ({"code": "35051"}, {"type": "Point", "coordinates": [1, 47]}),
            ({"code": "35051"}, {"type": "Polygon", "coordinates": []}),
            ({"code": "35051"}, mapping(far)),
        )
        assert [row.get("problem") for row in read(path)[1]] == [
            None,
            "no_code",
            "no_shape",
            "no_shape",
            "no_shape",
            "outside",
        ]

    def test_chosen_columns(self, tmp_path: Path) -> None:
        """Named by the administrator."""
        path = geojson(
            tmp_path / "a.geojson", ({"id": 35238, "titre": "R"}, mapping(SQUARE))
        )
        row = read(path, code_field="ID", name_field="titre")[1][0]
        assert (row["code"], row["name"]) == ("35238", "R")
        assert refusal(path) == "area.contour_field"

    @pytest.mark.parametrize(
        "content",
        [b"", b"code;nom\n", b"{", b'{"type": "Feature"', b"<kml/>", b"\0" * 100],
    )
    def test_no_geojson(self, tmp_path: Path, content: bytes) -> None:
        """Other formats and broken files."""
        path = tmp_path / "a.geojson"
        path.write_bytes(content)
        assert refusal(path) == "area.contour_format"


class TestDemo:
    """The imaginary town brings its own places and contours."""

    def test_contours_are_current(self) -> None:
        """``python -m demo contours`` has been run."""
        assert CONTOURS.read_text(encoding="utf-8") == contours_text()

    def test_every_contour_has_its_place(self) -> None:
        """And quarters make the whole town."""
        index = load_areas(COG_FILE, PLACES)
        rows = read(CONTOURS)[1]
        places = [index.get(row["level"], row["code"]) for row in rows]
        assert all(places)
        town = next(row for row in rows if row["level"] == "commune")
        quarters = [
            shape(row["geometry"]) for row in rows if row["level"] == "infracommunale"
        ]
        whole = shape(town["geometry"])
        assert shapely.union_all(quarters).symmetric_difference(whole).area == (
            pytest.approx(0, abs=whole.area * 0.01)
        )


class TestPlacesOfTheYear:
    """The file that the extension ships."""

    def test_counts(self) -> None:
        """Source: Code officiel géographique 2026 (standards.md §3.1 and §3.3)."""
        index = load_areas(COG_FILE)
        france = index.get("pays", "FR")
        assert france is not None
        assert index.child_counts(france) == {
            "infracommunale": 45,
            "commune": 34_969,
            "epci": 1_255 + 11,
            "departement": 109,
            "region": 18,
        }

    def test_saint_ouen(self) -> None:
        """The town of the issue, found without accents nor hyphens."""
        index = load_areas(COG_FILE)
        for text in ("saint ouen", "st ouen"):
            assert index.search(text)[0].code == "93070"

    def test_broken_file_of_the_year(self, tmp_path: Path) -> None:
        """Is refused with its name."""
        path = tmp_path / "cog-2027.jsonl.gz"
        path.write_bytes(COG_FILE.read_bytes()[:50_000])
        with pytest.raises(TerritoryError) as error:
            load_areas(path)
        assert str(error.value) == "area.year_file (file='cog-2027.jsonl.gz')"

    def test_own_place_in_an_unknown_one(self, tmp_path: Path) -> None:
        """Is refused with its line."""
        path = tmp_path / "lieux.csv"
        path.write_text("code,name,parent\nQ1,Centre,35238\nQ2,Nord,99999\n")
        with pytest.raises(TerritoryError) as error:
            load_areas(COG_FILE, path)
        assert str(error.value) == (
            "area.parent (file='lieux.csv', line=3, found='commune:99999')"
        )
