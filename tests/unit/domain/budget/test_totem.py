"""TOTEM documents, from file to lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

Builder = Callable[..., Path]
Read = Callable[..., Any]
Paths = Callable[[str], Path]

INSEE = "56046"


class TestHeader:
    """What the file says of itself."""

    def test_all_fields(self, read: Read, fixture_path: Paths) -> None:
        """Of a main budget with functions."""
        header = read(fixture_path("bp-functions.xml"))[0].header
        assert header.source_format == "totem"
        assert (header.entity_name, header.entity_siret) == (
            "VILLE FICTIVE",
            "21990001600011",
        )
        assert (header.budget_label, header.budget_kind) == (
            "Budget principal",
            "principal",
        )
        assert (header.fiscal_year, header.stage, header.decision_number) == (
            2024,
            "bp",
            None,
        )
        assert (header.nomenclature, header.accounting_framework) == (
            "M57-M57_T",
            "M57_T",
        )
        assert header.adopted_on == date(2024, 4, 8)
        assert (header.population, header.insee_code) == (3446, INSEE)
        assert (header.vote_mode, header.seal) == ("mixte", "bb01")
        assert header.annexes == ("SOMMAIRE",)

    def test_wrapped_document_with_prefixes(
        self, read: Read, fixture_path: Paths
    ) -> None:
        """A CFU wraps the budget, and names may have prefixes."""
        document, lines = read(fixture_path("cfu.xml"))
        assert document.header.stage == "cfu"
        assert document.header.budget_kind == "principal"
        assert len(lines) == 3

    def test_amending_decision_has_its_number(self, read: Read, totem: Builder) -> None:
        """From the file, or from the publisher when the file is silent."""
        assert read(totem(NatDec="02", NumDec="3"))[0].header.decision_number == 3
        given = read(totem(NatDec="02"), decision_number=2)[0]
        assert given.header.decision_number == 2

    def test_number_of_another_stage_is_left(self, read: Read, totem: Builder) -> None:
        """It is part of the identity of amending decisions only."""
        assert read(totem(NatDec="03", NumDec="1"))[0].header.decision_number is None

    def test_future_date_and_bad_place_are_told(
        self, read: Read, totem: Builder
    ) -> None:
        """They are ignored with a warning at their place."""
        document, _lines = read(totem(extra='<DteDec V="2999-01-01"/>'))
        assert document.header.adopted_on is None
        notice = document.notices[0]
        assert notice.code == "budget.value_ignored"
        assert notice.context["found"] == "2999-01-01"

    def test_publisher_may_turn_ca_into_cfu(self, read: Read, totem: Builder) -> None:
        """Files of a CFU call it "compte administratif" at times."""
        path = totem(NatDec="09")
        assert read(path, stage="cfu")[0].header.stage == "cfu"


class TestLines:
    """Lines with section, labels and amounts."""

    def test_every_line_in_order(self, read: Read, fixture_path: Paths) -> None:
        """The total line is left out."""
        lines = read(fixture_path("bp-functions.xml"))[1]
        assert [line.account for line in lines] == [
            "6068",
            "6068",
            "7411",
            "1641",
            "6811",
            "28",
            "002",
            "45411",
        ]

    def test_first_line(self, read: Read, fixture_path: Paths) -> None:
        """Codes, labels of the chart, amounts as written, absent is None."""
        line = read(fixture_path("bp-functions.xml"))[1][0]
        assert (line.chapter, line.chapter_label) == (
            "011",
            "Charges générales du plan",
        )
        assert line.account_label == "Autres fournitures – divers"
        assert (line.function, line.function_label) == ("020", None)
        assert (line.section, line.operation_kind, line.flow) == (
            "operating",
            "real",
            "expenditure",
        )
        assert line.is_specialized is False
        assert line.amount_voted == Decimal("100.50")
        assert line.amount_open == Decimal("110.50")
        assert line.amount_executed == Decimal("7.00")
        assert line.amount_carried_forward is None

    def test_missing_chapter_comes_from_the_chart(
        self, read: Read, fixture_path: Paths
    ) -> None:
        """By the account and the kind of operation."""
        lines = read(fixture_path("bp-functions.xml"))[1]
        assert [line.chapter for line in lines[3:7]] == ["16", "042", "040", "002"]

    def test_sections(self, read: Read, fixture_path: Paths) -> None:
        """Real and internal, chapter given or not, third parties."""
        lines = read(fixture_path("bp-functions.xml"))[1]
        assert [line.section[0] for line in lines] == list("oooioioi")

    def test_section_of_the_file_wins(self, read: Read, totem: Builder) -> None:
        """CaracSup comes before the chart, whatever the case of its code."""
        path = totem(
            '<LigneBudget><Nature V="6068"/><ContNat V="011"/><CodRD V="D"/>'
            '<MtPrev V="1"/><OpBudg V="0"/><CaracSup Code="SECTION" V="I"/>'
            "</LigneBudget>"
        )
        assert read(path)[1][0].section == "investment"

    def test_without_chart(self, read: Read, fixture_path: Paths) -> None:
        """Our labels, sections by chapter or class, and a warning."""
        document, lines = read(fixture_path("bp-functions.xml"), with_chart=False)
        assert lines[0].chapter_label == "Charges à caractère général"
        assert [line.section[0] for line in lines] == list("oooiouoi")
        codes = {notice.code: notice.context for notice in document.notices}
        assert codes["budget.chart_unknown"] == {"found": "M57-M57_T", "year": 2024}
        assert codes["budget.section_unknown"]["count"] == 1
        assert codes["budget.labels_missing_account"]["count"] == 6

    def test_skipped_lines_are_counted(self, read: Read, fixture_path: Paths) -> None:
        """Calculated lines and total lines repeat others."""
        cfu = read(fixture_path("cfu.xml"))[0]
        budget = read(fixture_path("bp-functions.xml"))[0]
        skipped = {n.code: n.context["count"] for n in (*cfu.notices, *budget.notices)}
        assert skipped["budget.calculated_skipped"] == 2
        assert skipped["budget.totals_skipped"] == 1

    def test_reading_twice_gives_the_same(
        self, read: Read, fixture_path: Paths
    ) -> None:
        """Lines and warnings."""
        document, lines = read(fixture_path("cfu.xml"))
        before = list(document.notices)
        assert list(document.lines()) == lines
        assert document.notices == before

    def test_vote_by_function(self, read: Read, totem: Builder) -> None:
        """The chapter by function stands where there is none by nature."""
        path = totem(
            '<LigneBudget><Nature V="6068"/><ContFon V="930"/><CodRD V="D"/>'
            '<MtPrev V="1"/><OpBudg V="0"/></LigneBudget>'
        )
        line = read(path)[1][0]
        assert (line.chapter, line.section) == ("930", "operating")

    def test_line_without_account_takes_its_chapter(
        self, read: Read, totem: Builder
    ) -> None:
        """And people are told."""
        path = totem(
            '<LigneBudget><ContNat V="011"/><CodRD V="D"/><MtPrev V="1"/></LigneBudget>'
        )
        document, lines = read(path)
        assert (lines[0].account, lines[0].operation_kind) == ("011", "real")
        told = {notice.code for notice in document.notices}
        assert "budget.account_completed" in told
        assert "budget.operation_kind_missing" in told

    @pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-8"])
    def test_encodings(self, read: Read, totem: Builder, encoding: str) -> None:
        """The declared one is followed."""
        path = totem(encoding=encoding)
        text = path.read_bytes().replace(b"VILLE", "ÉTÉ".encode(encoding))
        path.write_bytes(b"\n\n" + text)
        assert read(path)[0].header.entity_name == "ÉTÉ FICTIVE"
