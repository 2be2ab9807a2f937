"""Hostile and broken files: refused with a sentence that says what to do."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from bench.corpus.places import write_layer

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.messages.bounded import MESSAGES as BOUNDED
from ckanext.territory.messages.inspection import MESSAGES as INSPECTION
from ckanext.territory.messages.table import MESSAGES as TABLE

Inspect = Callable[..., dict[str, Any]]
SENTENCES = {**BOUNDED, **INSPECTION, **TABLE}
SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def refused(inspect: Inspect) -> Callable[..., TerritoryError]:
    """Return a function that gives the refusal of a file, which has its sentence."""

    def refuse(content: bytes | str | Path, name: str) -> TerritoryError:
        with pytest.raises(TerritoryError) as caught:
            inspect(content, name)
        error = caught.value
        # The sentence is filled with the facts: none is missing.
        assert SENTENCES[error.code].format(**error.context)
        return error

    return refuse


Refused = Callable[..., TerritoryError]


def archive(parts: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    """Return a zip archive of some files."""
    target = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", method) as found:
        for name, content in parts.items():
            found.writestr(name, content)
    return target.getvalue()


def workbook(sheet: str = "", strings: str = "") -> dict[str, bytes | str]:
    """Return the parts of a workbook, with another sheet or other shared texts."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("A").write_row(0, 0, ["rue", "arbres"])
    book.close()
    with zipfile.ZipFile(target) as found:
        parts: dict[str, bytes | str] = {n: found.read(n) for n in found.namelist()}
    if sheet:
        start = f'<worksheet xmlns="{SPACE}"><sheetData>'
        parts[SHEET] = f"{start}{sheet}</sheetData></worksheet>"
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SPACE}">{strings}</sst>'
    return parts


class TestArchives:
    """Zip archives of any sort."""

    def test_bomb(self, refused: Refused) -> None:
        """30 MB of zeros in 30 kB."""
        error = refused(archive({"a.csv": bytes(30_000_000)}), "a.zip")
        assert error.code == "table.zip_bomb"
        assert (error.context["found"], error.context["expected"]) == (30, 200)

    def test_bomb_in_a_workbook(self, refused: Refused) -> None:
        """A sheet of blanks."""
        parts = workbook(" " * 30_000_000)
        assert refused(archive(parts), "a.xlsx").code == "table.zip_bomb"

    def test_bomb_of_shared_strings(self, refused: Refused) -> None:
        """Two million texts that no cell uses."""
        parts = workbook(strings="<si><t>a</t></si>" * 2_000_000)
        assert refused(archive(parts), "a.xlsx").code == "table.zip_bomb"

    def test_too_many_shared_strings(self, refused: Refused) -> None:
        """As many texts, packed so that the ratio looks right."""
        parts = workbook(strings="<si><t>a</t></si>" * 3_000_000)
        error = refused(archive(parts, packed=False), "a.xlsx")
        assert error.code == "table.too_many_texts"
        assert (error.context["found"], error.context["expected"]) == (52, 50)

    def test_far_cell(self, refused: Refused) -> None:
        """Two cells at the ends of the sheet make a grid of 17 thousand million."""
        cells = (
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        )
        error = refused(archive(workbook(cells)), "a.xlsx")
        assert error.code == "table.too_many_cells"
        assert error.context["found"] == 16_384 * 1_048_576

    def test_nested(self, refused: Refused) -> None:
        """An archive in the archive, by its name or by its content."""
        inner = archive({"a.csv": "a;b\n1;2\n"})
        for name in ("inner.zip", "image.png"):
            error = refused(archive({name: inner}), "a.zip")
            assert (error.code, error.context["place"]) == (
                "inspection.zip_nested",
                name,
            )

    @pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", "b/../../a.shp"])
    def test_name_that_leads_out(self, refused: Refused, name: str) -> None:
        """A name with dots, or from the root."""
        error = refused(archive({name: b"x"}), "a.zip")
        assert (error.code, error.context["place"]) == ("inspection.zip_path", name)

    def test_link(self, refused: Refused) -> None:
        """A link to a file of the server."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as found:
            entry = zipfile.ZipInfo("a.shp")
            entry.external_attr = 0o120777 << 16
            found.writestr(entry, "/etc/passwd")
        error = refused(target.getvalue(), "a.zip")
        assert (error.code, error.context["place"]) == ("inspection.zip_link", "a.shp")

    def test_cut_short(self, refused: Refused) -> None:
        """The end of the archive is missing."""
        whole = archive({"a.csv": "a;b\n1;2\n" * 100})
        assert refused(whole[:-30], "a.zip").code == "table.zip"

    def test_many_files(self, refused: Refused) -> None:
        """One file more than accepted."""
        parts = {f"{number}.txt": "" for number in range(2_001)}
        error = refused(archive(parts), "a.zip")
        assert error.code == "table.zip_entries"

    def test_password(self, refused: Refused) -> None:
        """An archive that asks for a password."""
        whole = bytearray(archive({"a.csv": "a;b\n"}))
        whole[6] |= 1
        whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
        assert refused(bytes(whole), "a.zip").code == "table.password"

    def test_shapefile_without_table(self, refused: Refused) -> None:
        """The shapes alone."""
        error = refused(archive({"a/rues.shp": b"x"}), "a.zip")
        assert error.code == "inspection.shapefile_parts"
        assert error.context["found"] == ".shx, .dbf"

    def test_false_shapefile(self, refused: Refused) -> None:
        """The right names, something else inside."""
        parts = {f"rues{part}": b"nothing" * 50 for part in (".shp", ".shx", ".dbf")}
        assert refused(archive(parts), "a.zip").code == "inspection.layer"


class TestTexts:
    """Tables and texts."""

    def test_ten_thousand_columns(self, refused: Refused) -> None:
        """A table that has been turned the wrong way."""
        rows = f"{'a;' * 9_999}a\n{'1;' * 9_999}1\n"
        error = refused(rows, "a.csv")
        assert error.code == "table.too_many_columns"
        assert (error.context["found"], error.context["expected"]) == (10_000, 2_000)

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "table.empty"),
            (b" \n\n", "table.empty"),
            (b"a;b\n1;\x002\n", "table.nul"),
            ("a;b\n1;2\n".encode("utf-16-le"), "table.nul"),
            ("a;b\né;2\n".encode("utf-16")[:-1], "table.encoding"),
            (b"a;b\n\x81;2\n", "table.encoding"),
            ("a;b\n\ufffd;2\n".encode(), "table.damaged"),
            (b"\x01\x02\x03;a\n", "table.binary"),
            (b"a;b\n1;" + b"x" * 140_000 + b"\n", "table.csv"),
            (b"<!DOCTYPE html><title>Connexion</title>", "table.html"),
            (b"<html><body>Identifiez-vous</body></html>", "table.html"),
        ],
    )
    def test_text(self, refused: Refused, content: bytes, code: str) -> None:
        """Nothing, NUL, wrong encodings, a cell without end, a login page."""
        assert refused(content, "a.csv").code == code

    def test_place_is_said(self, refused: Refused) -> None:
        """The line where it happens."""
        assert refused(b"a;b\n1;2\n3;\x00\n", "a.csv").context["place"] == "l. 3"

    def test_doctype(self, refused: Refused) -> None:
        """Entities declared in XML, in a budget too."""
        entity = '<!DOCTYPE a [<!ENTITY b "c">]>'
        error = refused(f"<?xml version='1.0'?>{entity}<a>&b;</a>", "a.xml")
        assert error.code == "inspection.doctype"

    def test_doctype_in_a_budget(self, inspect: Inspect) -> None:
        """The reader of budgets refuses it."""
        text = "<!DOCTYPE a><DocumentBudgetaire></DocumentBudgetaire>"
        with pytest.raises(TerritoryError) as caught:
            inspect(f"<?xml version='1.0'?>{text}", "a.xml")
        assert caught.value.code == "budget.doctype"


class TestGeographic:
    """Geographic files."""

    def feature(self, geometry: object, **properties: object) -> str:
        """Return a GeoJSON file of one feature."""
        found = {"type": "Feature", "geometry": geometry, "properties": properties}
        return json.dumps({"type": "FeatureCollection", "features": [found]})

    def test_million_vertices(self, refused: Refused) -> None:
        """A polygon of a million points."""
        ring = [[round(-1.6 + n * 1e-7, 7), 48 + n % 2] for n in range(1_000_000)]
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        error = refused(self.feature(geometry), "a.geojson")
        assert error.code == "inspection.geojson_object"

    def test_deep_json(self, refused: Refused) -> None:
        """100,000 lists in one another."""
        geometry = {"type": "Point", "coordinates": [0, 0]}
        text = self.feature(geometry, a=0).replace(
            '"a": 0', f'"a": {"[" * 100_000}{"]" * 100_000}'
        )
        assert refused(text, "a.geojson").code == "inspection.geojson_object"

    def test_geojson_cut_short(self, refused: Refused) -> None:
        """The end of the file is missing."""
        text = self.feature({"type": "Point", "coordinates": [0, 0]})
        assert refused(text[:-20], "a.geojson").code == "inspection.layer"

    def test_geopackage_cut_short(self, refused: Refused, tmp_path: Path) -> None:
        """Half of the pages are missing."""
        path = tmp_path / "a.gpkg"
        write_layer(path, {"nom": ["A"] * 50}, crs="EPSG:4326", size=0.1)
        content = path.read_bytes()
        error = refused(content[: len(content) // 2], "a.gpkg")
        assert error.code == "inspection.cut_short"

    def test_geopackage_in_name_only(self, refused: Refused, tmp_path: Path) -> None:
        """A database that says it is a GeoPackage and has no layer."""
        path = tmp_path / "a.gpkg"
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA application_id = 0x47504B47")
            database.execute("CREATE TABLE a (b)")
        database.close()
        assert refused(path, "a.gpkg").code in {
            "inspection.layer",
            "inspection.no_layer",
        }
