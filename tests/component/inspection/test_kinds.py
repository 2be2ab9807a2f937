"""Each kind of file: what is read in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from bench.corpus.places import write_layer

Inspect = Callable[..., dict[str, Any]]

ROWS = "rue;arbres;planté le\nRue des Érables;12;03/04/2021\nQuai Sud;7;12/11/2022\n"


def named(found: dict[str, Any], field: str) -> object:
    """Return the value proposed for a field, or None."""
    values = {each["field"]: each["value"] for each in found["proposals"]}
    return values.get(field)


def codes(found: dict[str, Any]) -> set[str]:
    """Return the codes of the warnings."""
    return {each["code"] for each in found["warnings"]}


class TestCsv:
    """Tables of any dialect."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
    def test_dialect(self, inspect: Inspect, encoding: str, delimiter: str) -> None:
        """Encoding and delimiter are found, accents are right."""
        text = ROWS.replace(";", delimiter)
        found = inspect(text.encode(encoding), "arbres.csv")
        facts = found["facts"]
        assert (found["kind"], found["format"]) == ("csv", "CSV")
        assert (facts["encoding"], facts["separator"]) == (encoding, delimiter)
        assert (facts["rows"], facts["columns"]) == (2, 3)
        assert found["preview"]["rows"][0][0] == "Rue des Érables"
        assert [each["type"] for each in found["columns"]] == [
            "text",
            "integer",
            "date",
        ]

    def test_encoding_is_told(self, inspect: Inspect) -> None:
        """What is not UTF-8 is to be checked."""
        assert codes(inspect(ROWS.encode("cp1252"), "a.csv")) == {"inspection.encoding"}
        assert codes(inspect(ROWS.encode(), "a.csv")) == set()

    def test_odd_table(self, inspect: Inspect) -> None:
        """Repeated and empty names, ragged rows, formulas, titles above."""
        rows = (
            "Les arbres de la ville\na;b;b;\n" + "1;2;3;4\n" * 9 + "5;=1+1;7;8;9\n6\n"
        )
        found = inspect(rows, "a.csv")
        assert codes(found) == {
            "inspection.header_repeated",
            "inspection.header_empty",
            "inspection.ragged",
            "inspection.formulas",
            "inspection.titles",
        }
        assert named(found, "title") == "Les arbres de la ville"

    def test_no_header(self, inspect: Inspect) -> None:
        """A table of values only."""
        found = inspect("1;2;3\n4;5;6\n7;8;9\n", "a.csv")
        assert codes(found) == {"inspection.header_missing"}
        assert found["facts"]["rows"] == 3

    def test_many_columns(self, inspect: Inspect) -> None:
        """More than people read."""
        names = ";".join(f"colonne {number}" for number in range(101))
        found = inspect(f"{names}\n{'1;' * 100}1\n", "a.csv")
        assert codes(found) == {"inspection.many_columns"}

    def test_points(self, inspect: Inspect) -> None:
        """The box of latitudes and longitudes."""
        rows = "nom;latitude;longitude\na;48,1;-1,7\nb;48,2;-1,6\n"
        assert inspect(rows, "a.csv")["bbox"] == [-1.7, 48.1, -1.6, 48.2]

    def test_long_cells_are_cut(self, inspect: Inspect) -> None:
        """5,000 letters in a cell, a name and a title."""
        long = "Très long texte " * 320
        found = inspect(f"{long}\nnom;texte\na;{long}\nb;c\n", f"{long}.csv")
        assert len(found["preview"]["rows"][0][1]) == 80
        assert all(len(str(each["value"])) < 400 for each in found["proposals"])

    def test_large_table_is_sampled(self, inspect: Inspect) -> None:
        """All rows are counted, days come from every row, some rows are looked at."""
        lines = [f"{n};2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}\n" for n in range(30_000)]
        found = inspect("n;date\n" + "".join(lines), "a.csv")
        assert found["facts"]["rows"] == 30_000
        assert found["facts"]["sampled"] < 7_000
        assert found["period"] == {"start": "2025-01-01", "end": "2025-12-28"}


class TestWorkbook:
    """Spreadsheets."""

    def write(self, path: Path) -> None:
        """Write a workbook of two sheets, its table below a title."""
        book = xlsxwriter.Workbook(str(path))
        page = book.add_worksheet("Arbres")
        page.write("B2", "Arbres plantés par la Ville")
        for row, cells in enumerate([("rue", "nombre"), ("Quai", 3), ("Mail", 4)]):
            page.write_row(row + 3, 1, cells)
        book.add_worksheet("Notes").write("A1", "à relire")
        book.close()

    def test_xlsx(self, inspect: Inspect, tmp_path: Path) -> None:
        """The larger sheet is read; the other is told."""
        path = tmp_path / "a.xlsx"
        self.write(path)
        # A stored file has no ending.
        found = inspect(path.rename(tmp_path / "stored"), "a.xlsx")
        assert (found["kind"], found["format"]) == ("xlsx", "XLSX")
        assert found["facts"]["sheet"] == "Arbres"
        assert found["preview"] == {
            "header": ["rue", "nombre"],
            "rows": [["Quai", "3"], ["Mail", "4"]],
        }
        assert named(found, "title") == "Arbres plantés par la Ville"
        assert codes(found) == {"inspection.titles", "inspection.other_sheets"}

    def test_ods(self, inspect: Inspect, tmp_path: Path) -> None:
        """A sheet of LibreOffice."""
        cell = (
            "<table:table-cell office:value-type='string'><text:p>{}</text:p>"
            "</table:table-cell>"
        )
        rows = "".join(
            f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>"
            for row in (("rue", "essence"), ("Quai", "Orme"), ("Mail", "Frêne"))
        )
        space = "urn:oasis:names:tc:opendocument:xmlns"
        content = (
            f"<office:document-content xmlns:office='{space}:office:1.0' "
            f"xmlns:table='{space}:table:1.0' xmlns:text='{space}:text:1.0'>"
            f"<office:body><office:spreadsheet><table:table table:name='Rues'>{rows}"
            "</table:table></office:spreadsheet></office:body></office:document-content>"
        )
        path = tmp_path / "a.ods"
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", kind)
            archive.writestr("content.xml", content)
            archive.writestr("META-INF/manifest.xml", "<manifest/>")
        found = inspect(path, "a.ods")
        assert (found["kind"], found["format"]) == ("ods", "ODS")
        assert found["preview"]["rows"] == [["Quai", "Orme"], ["Mail", "Frêne"]]


class TestGeographic:
    """Layers."""

    def test_geojson(self, inspect: Inspect) -> None:
        """Properties are columns; the box is in degrees."""
        features = [
            {
                "type": "Feature",
                "properties": {"nom": name, "places": 10},
                "geometry": {"type": "Point", "coordinates": [east, 48.1]},
            }
            for name, east in (("Nord", -1.7), ("Sud", -1.6))
        ]
        text = json.dumps({"type": "FeatureCollection", "features": features})
        found = inspect(text, "parkings.geojson")
        assert (found["kind"], found["format"]) == ("geojson", "GeoJSON")
        assert found["bbox"] == [-1.7, 48.1, -1.6, 48.1]
        assert found["preview"]["rows"] == [["Nord", "10"], ["Sud", "10"]]
        assert found["facts"]["crs"] == "EPSG:4326"

    def test_geopackage(self, inspect: Inspect, tmp_path: Path) -> None:
        """Lambert 93 is turned into degrees."""
        path = tmp_path / "zones.gpkg"
        write_layer(path, {"zone": ["UA", "N"]}, crs="EPSG:2154", size=100)
        found = inspect(path.rename(tmp_path / "stored"), "zones.gpkg")
        assert (found["kind"], found["facts"]["crs"]) == ("geopackage", "EPSG:2154")
        west, south, east, north = found["bbox"]
        assert -1.8 < west < east < -1.6
        assert 48.0 < south < north < 48.2

    def shapefile(self, folder: Path, *without: str) -> Path:
        """Return an archive of a Shapefile, some parts left out."""
        write_layer(
            folder / "zones.shp", {"nom": ["Forêt", "Pré"]}, crs="EPSG:2154", size=100
        )
        path = folder / "zones.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for part in sorted(folder.glob("zones.*")):
                if part.suffix not in (*without, ".zip"):
                    archive.write(part, f"données/{part.name}")
        return path

    def test_shapefile(self, inspect: Inspect, tmp_path: Path) -> None:
        """The parts in a folder of an archive."""
        found = inspect(self.shapefile(tmp_path), "zones.zip")
        assert (found["kind"], found["format"]) == ("shapefile", "SHP")
        assert found["facts"]["layer"] == "zones"
        assert found["preview"]["rows"] == [["Forêt"], ["Pré"]]
        assert found["bbox"] is not None

    def test_shapefile_without_system(self, inspect: Inspect, tmp_path: Path) -> None:
        """Without .prj nobody knows where it is."""
        found = inspect(self.shapefile(tmp_path, ".prj"), "zones.zip")
        assert found["bbox"] is None
        assert codes(found) == {"inspection.no_crs"}


class TestOther:
    """Files that are accepted without being read."""

    @pytest.mark.parametrize(
        ("content", "name", "form"),
        [
            (b"%PDF-1.7 x", "bilan.pdf", "PDF"),
            (b"\x89PNG\r\n", "plan.png", "PNG"),
            (b'{"a": [1, 2]}', "a.json", "JSON"),
            (b"<kml><Document/></kml>", "a.kml", "KML"),
            (b"<?xml version='1.0'?><x:rdf xmlns:x='a'/>", "a.rdf", "RDF"),
        ],
    )
    def test_format_only(
        self, inspect: Inspect, content: bytes, name: str, form: str
    ) -> None:
        """Kind and format are told; there are no columns."""
        found = inspect(content, name)
        assert (found["kind"], found["format"]) == ("other", form)
        assert found["columns"] == []


class TestPersonal:
    """Persons are told by column and count, and stay hidden."""

    ROWS = (
        "nom;prénom;courriel;portable;né le;nir;adresse\n"
        "Alpha;Zoé;zoe.alpha@exemple.fr;06 00 00 00 01;x;"
        "2 85 05 78 006 084 41;1 rue A\n"
        "Bêta;Léo;mairie@exemple.fr;06 00 00 00 02;y;;2 rue B\n"
    )

    def test_told_and_hidden(self, inspect: Inspect) -> None:
        """No value of a flagged column leaves the inspection."""
        found = inspect(self.ROWS, "agents.csv")
        told = {each["code"]: each["column"] for each in found["warnings"]}
        assert told["inspection.personal_mail"] == "courriel"
        assert told["inspection.personal_phone"] == "portable"
        assert told["inspection.personal_nir"] == "nir"
        assert told["inspection.personal_address"] == "adresse"
        assert "inspection.personal_name" in told
        text = json.dumps(found, ensure_ascii=False)
        for value in ("Alpha", "Zoé", "exemple.fr", "06 00", "2 85", "rue A"):
            assert value not in text

    def test_mailbox_of_a_service(self, inspect: Inspect) -> None:
        """A functional mailbox is a light warning, with its count."""
        found = inspect("lieu;courriel\nA;mairie@a.fr\nB;contact@b.fr\n", "a.csv")
        assert found["warnings"] == [
            {"code": "inspection.personal_mailbox", "column": "courriel", "count": 2}
        ]

    def test_things_are_not_persons(self, inspect: Inspect) -> None:
        """Equipment with a name, an address and a desk phone; first names counted."""
        places = "nom;adresse;tel\nGymnase;1 rue A;02 99 00 00 00\n"
        names = "annee;prenom;nombre\n2024;Zoé;12\n2024;Léo;9\n"
        assert inspect(places, "a.csv")["warnings"] == []
        assert inspect(names, "a.csv")["warnings"] == []
