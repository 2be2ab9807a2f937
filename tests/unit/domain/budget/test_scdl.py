"""SCDL budget tables."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ckanext.territory.domain.budget import (
    SCDL_COLUMNS,
    BudgetError,
    Limits,
    scdl_row,
    write_scdl,
)

Builder = Callable[..., Path]
Read = Callable[..., Any]
Refusal = Callable[..., Any]

START = "Budget primitif,2024,21990001600011,VILLE FICTIVE"
ROW = f"{START},011,6068,fonctionnement,réel,dépense,1.00"


class TestHeader:
    """Identity told by the first row."""

    def test_fields(self, read: Read, scdl: Builder) -> None:
        """What the table knows, and nothing else."""
        header = read(scdl())[0].header
        assert header.source_format == "scdl_csv"
        assert (header.entity_siret, header.entity_name) == (
            "21990001600011",
            "VILLE FICTIVE",
        )
        assert (header.fiscal_year, header.stage) == (2024, "bp")
        assert (header.nomenclature, header.seal, header.annexes) == (None, None, ())

    def test_amending_decision_needs_its_number(
        self, read: Read, refused: Refusal, scdl: Builder
    ) -> None:
        """SCDL has no column for it."""
        path = scdl(ROW.replace("Budget primitif", "Décision modificative"))
        assert refused(path).code == "budget.decision_number"
        assert read(path, decision_number=2)[0].header.decision_number == 2

    def test_stage_said_by_the_publisher(
        self, read: Read, refused: Refusal, scdl: Builder
    ) -> None:
        """The list of SCDL lacks the CFU; another stage is a mistake."""
        path = scdl(ROW.replace("Budget primitif", "Compte administratif"))
        assert read(path, stage="cfu")[0].header.stage == "cfu"
        assert refused(path, stage="bp").code == "budget.stage_conflict"


class TestLines:
    """Rows in the forms met in the field."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    def test_encodings(self, read: Read, scdl: Builder, encoding: str) -> None:
        """UTF-8 with or without mark, else Windows-1252 with a warning."""
        document, lines = read(scdl(encoding=encoding))
        assert (lines[0].flow, lines[0].operation_kind) == ("expenditure", "real")
        told = [notice.code for notice in document.notices]
        assert ("budget.encoding_repaired" in told) is (encoding == "cp1252")

    def test_semicolons_capitals_and_french_amounts(
        self, read: Read, scdl: Builder
    ) -> None:
        """As a spreadsheet in French saves it."""
        columns = (
            "bgt_natdec;Bgt_Annee;BGT_SIRET;BGT_NOM;BGT_NATURE;BGT_SECTION;"
            "BGT_OPBUDG;BGT_CODRD;BGT_MTPREV"
        )
        row = (
            "BUDGET PRIMITIF; 2024 ;21990001600011;Ville;7411;Fonctionnement;"
            "Réel;Recette;1 234,56"
        )
        line = read(scdl(row, columns=columns))[1][0]
        assert line.amount_voted == Decimal("1234.56")
        assert (line.section, line.flow, line.chapter) == ("operating", "revenue", None)

    def test_swapped_columns_are_put_right(self, read: Read, scdl: Builder) -> None:
        """The schema's wording calls the account BGT_CONTNAT."""
        swapped = ROW.replace("011,6068", "6068,011")
        document, lines = read(scdl(swapped, swapped))
        assert (lines[0].chapter, lines[0].account) == ("011", "6068")
        assert "budget.columns_swapped" in [one.code for one in document.notices]

    def test_short_accounts_do_not_swap(self, read: Read, scdl: Builder) -> None:
        """001 under a chapter of the same length, among straight rows."""
        odd = ROW.replace("011,6068", "4541,001")
        assert read(scdl(ROW, ROW, odd))[1][0].chapter == "011"

    def test_unknown_columns_are_told(self, read: Read, scdl: Builder) -> None:
        """And ignored."""
        columns = (
            "COMMENTAIRE,BGT_NATDEC,BGT_ANNEE,BGT_SIRET,BGT_NOM,BGT_CONTNAT,"
            "BGT_NATURE,BGT_SECTION,BGT_OPBUDG,BGT_CODRD,BGT_MTPREV"
        )
        document, _lines = read(scdl("x," + ROW, columns=columns))
        told = {one.code: one.context for one in document.notices}
        assert told["budget.columns_unknown"]["examples"] == "COMMENTAIRE"

    def test_section_by_code_when_the_cell_is_empty_or_odd(
        self, read: Read, scdl: Builder
    ) -> None:
        """By the class of a real line; an odd word is told."""
        document, lines = read(
            scdl(ROW.replace("fonctionnement", ""), ROW.replace("fonctionnement", "F?"))
        )
        assert [line.section for line in lines] == ["operating", "operating"]
        assert "budget.section_ignored" in [one.code for one in document.notices]

    def test_blank_rows_are_skipped(self, read: Read, scdl: Builder) -> None:
        """Spreadsheets leave them at the end."""
        assert len(read(scdl(ROW, "", ",,,,,,,,,"))[1]) == 1


class TestRefusals:
    """Each mistake at its row."""

    @pytest.mark.parametrize(
        ("old", "new", "mistake"),
        [
            ("1.00", '"1,234.56"', "amount BGT_MTPREV"),
            ("1.00", "NaN", "amount BGT_MTPREV"),
            ("1.00", "1_000", "amount BGT_MTPREV"),
            ("dépense", "sortie", "flow BGT_CODRD"),
            ("réel", "mixte", "operation_kind BGT_OPBUDG"),
            ("011,6068", ",", "account BGT_NATURE"),
            ("2024", "2023", "mixed BGT_ANNEE"),
            ("21990001600011", "21990001600029", "mixed BGT_SIRET"),
            ("1.00", "1.00,2.00", "row_width CSV"),
            ("VILLE FICTIVE", '"VILLE" FICTIVE', "csv CSV"),
        ],
    )
    def test_row_of_the_mistake(
        self, scdl: Builder, refused: Refusal, old: str, new: str, mistake: str
    ) -> None:
        """Rows are counted from 1, the header included."""
        error = refused(scdl(ROW, ROW, ROW.replace(old, new)))
        code, element = mistake.split()
        assert error.code == f"budget.{code}"
        assert error.context["place"] == f"{element}, l. 4"

    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ("2024", "24", "year"),
            ("21990001600011", "21990001600012", "siret"),
            ("Budget primitif", "Budget", "stage"),
        ],
    )
    def test_identity(
        self, scdl: Builder, refused: Refusal, old: str, new: str, code: str
    ) -> None:
        """Checked on the first row."""
        error = refused(scdl(ROW.replace(old, new)))
        assert error.code == f"budget.{code}"
        assert error.context["row"] == 2

    def test_missing_and_repeated_columns(
        self, scdl: Builder, refused: Refusal
    ) -> None:
        """Named in the refusal."""
        error = refused(scdl("x,y", columns="BGT_NATDEC,BGT_ANNEE"))
        assert error.code == "budget.columns_missing"
        assert "BGT_SIRET" in error.context["expected"]
        error = refused(scdl("x,y", columns="BGT_NATDEC,BGT_NATDEC"))
        assert error.code == "budget.columns_repeated"

    def test_table_without_amounts(self, scdl: Builder, refused: Refusal) -> None:
        """At least one amount is needed."""
        columns = (
            "BGT_NATDEC,BGT_ANNEE,BGT_SIRET,BGT_NOM,BGT_NATURE,BGT_OPBUDG,BGT_CODRD"
        )
        error = refused(scdl("a,b,c,d,e,f,g", columns=columns))
        assert error.context["expected"] == "BGT_MTPREV"

    def test_no_row(self, scdl: Builder, refused: Refusal) -> None:
        """A header alone is no budget."""
        assert refused(scdl("")).code == "budget.no_lines"

    def test_too_many_rows(self, scdl: Builder, refused: Refusal) -> None:
        """The bound on elements counts rows."""
        path = scdl(ROW, ROW, ROW)
        error = refused(path, limits=Limits(elements=2))
        assert error.code == "budget.too_many_elements"

    def test_neither_utf8_nor_windows(self, scdl: Builder, refused: Refusal) -> None:
        """Bytes that no accepted encoding has."""
        path = scdl()
        path.write_bytes(path.read_bytes().replace(b"VILLE", b"\x81\x8d"))
        assert refused(path).code == "budget.encoding"

    @given(junk=st.binary(max_size=30), cut=st.integers(0, 260))
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_any_damage_is_our_refusal_or_harmless(
        self, scdl: Builder, read: Read, junk: bytes, cut: int
    ) -> None:
        """Bytes put anywhere raise nothing but our own error."""
        path = scdl()
        text = path.read_bytes()
        path.write_bytes(text[:cut] + junk + text[cut:])
        with suppress(BudgetError):
            read(path)


class TestWriteScdl:
    """Rows of the published table."""

    def test_cells_of_a_line(
        self, read: Read, fixture_path: Callable[[str], Path]
    ) -> None:
        """All 22 columns, amounts as written, empty for not given."""
        document, lines = read(fixture_path("bp-functions.xml"))
        row = dict(zip(SCDL_COLUMNS, scdl_row(lines[0], document.header), strict=True))
        assert row["BGT_NATDEC"] == "Budget primitif"
        assert row["BGT_CONTNAT"] == "011"
        assert row["BGT_NATURE"] == "6068"
        assert row["BGT_SECTION"] == "fonctionnement"
        assert row["BGT_MTPREV"] == "100.50"
        assert row["BGT_MTRAR3112"] == ""
        assert row["BGT_ARTSPE"] == "non spécialisé"

    def test_what_is_written_is_read_again(
        self, read: Read, fixture_path: Callable[[str], Path], tmp_path: Path
    ) -> None:
        """Equal lines, except that a table does not carry the chart."""
        document, lines = read(fixture_path("cfu.xml"))
        target = io.StringIO()
        assert write_scdl(lines, document.header, target) == len(lines)
        path = tmp_path / "again.csv"
        path.write_text(target.getvalue(), encoding="utf-8")
        again, read_lines = read(path)
        assert read_lines == lines
        assert again.header.stage == "cfu"

    def test_small_amounts_have_no_exponent(self, read: Read, scdl: Builder) -> None:
        """Spreadsheets and schemas want plain digits."""
        document, lines = read(scdl(ROW.replace("1.00", "0.00000001")))
        assert scdl_row(lines[0], document.header)[18] == "0.00000001"
