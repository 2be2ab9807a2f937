"""Sums and series."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from ckanext.territory.domain.budget import BudgetLine, Totals, amount_of

Read = Callable[..., Any]
Paths = Callable[[str], Path]
D = Decimal


def sums(read: Read, path: Path) -> Totals:
    """Return the sums of a file."""
    document, lines = read(path)
    totals = document.new_totals()
    for line in lines:
        totals.add(line)
    return totals


class TestAmountOf:
    """The amount that counts, by stage."""

    def test_stage_chooses(self, read: Read, fixture_path: Paths) -> None:
        """A stray executed amount in a voted budget does not count."""
        line: BudgetLine = read(fixture_path("bp-functions.xml"))[1][0]
        assert amount_of(line, "bp") == amount_of(line, "dm") == D("100.50")
        assert amount_of(line, "ca") == amount_of(line, "cfu") == D("7.00")


class TestTotals:
    """Real operations, computed by hand from the fixtures."""

    def test_voted_budget(self, read: Read, fixture_path: Paths) -> None:
        """100.50 + 49.50; 300; 80 + 5; internal and brought forward apart."""
        totals = sums(read, fixture_path("bp-functions.xml"))
        assert totals.lines == 8
        assert totals.operating_expenditure == D("150.00")
        assert totals.operating_revenue == D(300)
        assert totals.investment_expenditure == D("85.00")
        assert totals.investment_revenue == 0
        assert totals.unknown_section == 0
        assert totals.internal == {"expenditure": D("20.00"), "revenue": D("20.00")}
        assert totals.carried == {"expenditure": 0, "revenue": D("12.34")}
        assert totals.by_flow == {"expenditure": D("255.00"), "revenue": D("332.34")}

    def test_executed_account(self, read: Read, fixture_path: Paths) -> None:
        """Executed amounts; account 001 and calculated lines are out."""
        totals = sums(read, fixture_path("cfu.xml"))
        assert totals.operating_expenditure == D("140.25")
        assert totals.operating_revenue == D(310)
        assert totals.investment_revenue == 0
        assert totals.carried["revenue"] == D("9.00")

    def test_unknown_sections_are_apart(
        self, read: Read, scdl: Callable[..., Path]
    ) -> None:
        """An account of no class in no chapter."""
        row = "BP,2024,21990001600011,VILLE,9X,9X1,,réel,dépense,3.00"
        totals = sums(read, scdl(row))
        assert totals.unknown_section == D("3.00")
        assert totals.operating_expenditure == 0

    def test_decision_sums_differences_only(
        self, read: Read, totem: Callable[..., Path]
    ) -> None:
        """Negative amounts count, the budget before never does."""
        line = (
            '<LigneBudget><Nature V="6068"/><ContNat V="011"/><CodRD V="D"/>'
            '<MtBudgPrec V="500"/><MtPrev V="{}"/><OpBudg V="0"/></LigneBudget>'
        )
        path = totem(
            line.format("-40.00") + line.format("15.50"), NatDec="02", NumDec="1"
        )
        assert sums(read, path).operating_expenditure == D("-24.50")


class TestBy:
    """Series for charts."""

    def test_chapters(self, read: Read, fixture_path: Paths) -> None:
        """Sorted, with label, voted against executed for accounts."""
        rows = sums(read, fixture_path("cfu.xml")).by("chapter")
        assert [(row.section, row.flow, row.code) for row in rows] == [
            ("operating", "expenditure", "011"),
            ("operating", "revenue", "74"),
        ]
        assert rows[0].label == "Charges générales du plan"
        assert (rows[0].voted, rows[0].executed) == (D("160.00"), D("140.25"))
        assert (rows[1].voted, rows[1].executed) == (D(300), D(310))

    def test_nothing_is_executed_in_a_voted_budget(
        self, read: Read, fixture_path: Paths
    ) -> None:
        """None, not zero."""
        rows = sums(read, fixture_path("bp-functions.xml")).by("chapter")
        assert {row.executed for row in rows} == {None}

    def test_functions_by_digit(self, read: Read, fixture_path: Paths) -> None:
        """First digit, or first two; labels of the chart."""
        totals = sums(read, fixture_path("bp-functions.xml"))
        operating = [
            (row.code, row.label, row.voted)
            for row in totals.by("function")
            if row.section == "operating" and row.flow == "expenditure"
        ]
        assert operating == [
            ("0", "Services généraux du plan", D("100.50")),
            ("2", "Enseignement du plan", D("49.50")),
        ]
        assert totals.functions == ("0", "2")
        assert [row.code for row in totals.by("subfunction")] == [
            "01",
            "02",
            "21",
            "01",
        ]

    def test_series_sum_to_the_totals(self, read: Read, fixture_path: Paths) -> None:
        """Chapters and functions tell the same amount where all lines have both."""
        totals = sums(read, fixture_path("bp-functions.xml"))
        for kind in ("chapter", "function"):
            amount = sum(
                (
                    row.voted or D(0)
                    for row in totals.by(kind)
                    if row.section == "operating" and row.flow == "expenditure"
                ),
                D(0),
            )
            assert amount == totals.operating_expenditure

    def test_stored_sums_come_back(self, read: Read, fixture_path: Paths) -> None:
        """Through JSON text, decimals exact."""
        totals = sums(read, fixture_path("bp-functions.xml"))
        again = Totals.from_json(json.loads(json.dumps(totals.to_json())))
        assert again.to_json() == totals.to_json()
        assert again.by("function") == totals.by("function")
        assert again.by_flow == totals.by_flow
