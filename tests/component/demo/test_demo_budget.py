"""The generated budgets: balanced, coded as the real chart, always the same."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from demo.city import CITY
from demo.documents import (
    Document,
    Row,
    main_document,
    published_documents,
    spread_rows,
    water_document,
)
from demo.figures import LOAN, YEARS, budget_of, results_of, section_of
from demo.totem import BUDGET_NAMESPACE, document_parts, euros, write_totem
from lxml import etree

CHARTS = Path(__file__).parents[4] / "shared" / "realdata" / "accounts"
DOCUMENTS = {document.slug: document for document in published_documents()}


def balance(rows: Iterable[Row], amount: str) -> Mapping[str, int]:
    """Return revenue minus expenditure of each section for one kind of amount."""
    sums = {"F": 0, "I": 0}
    for row in rows:
        cents = getattr(row, amount) or 0
        sums[row.section] += cents if row.key.flow == "R" else -cents
    return sums


@cache
def codes(name: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the accounts and the functions of an official chart, by code."""
    chart = etree.parse(str(CHARTS / f"{name}.xml")).getroot()
    accounts = {item.get("Code"): item for item in chart.iter("Compte")}
    functions = {item.get("Code"): item for item in chart.iter("RefFonc")}
    return accounts, functions


class TestBalance:
    """A voted budget has as much revenue as expenditure in each section."""

    @pytest.mark.parametrize("year", YEARS)
    def test_initial_budget(self, year: int) -> None:
        """The initial budget is balanced by section."""
        rows = main_document(year, "bp").rows
        assert balance(rows, "voted") == {"F": 0, "I": 0}

    @pytest.mark.parametrize("year", YEARS)
    def test_supplementary_budget(self, year: int) -> None:
        """The supplementary budget, which takes in past results, stays balanced."""
        rows = main_document(year, "bs").rows
        assert balance(rows, "voted") == {"F": 0, "I": 0}

    def test_amending_decision(self) -> None:
        """The amending decision stays balanced."""
        rows = main_document(2024, "dm").rows
        assert balance(rows, "voted") == {"F": 0, "I": 0}

    @pytest.mark.parametrize("year", range(2021, 2026))
    def test_opened_amounts_of_the_account(self, year: int) -> None:
        """What the year opened in all is balanced."""
        rows = main_document(year, "ca").rows
        assert balance(rows, "opened") == {"F": 0, "I": 0}

    def test_water_budget(self) -> None:
        """The annexe budget is balanced."""
        assert balance(water_document("bp").rows, "voted") == {"F": 0, "I": 0}

    @pytest.mark.parametrize("year", YEARS)
    def test_internal_operations_come_in_pairs(self, year: int) -> None:
        """What leaves one section without cash enters the other (023/021, 042/040)."""
        sums: dict[str, int] = {}
        for row in main_document(year, "bp").rows:
            if row.internal:
                key = row.key.flow + row.key.chapter
                sums[key] = sums.get(key, 0) + row.voted
        assert sums["D023"] == sums["R021"] > 0
        assert sums["D042"] == sums["R040"] > 0
        assert sums["R042"] == sums["D040"] > 0

    @pytest.mark.parametrize("year", YEARS)
    def test_own_resources_pay_the_debt_back(self, year: int) -> None:
        """Capital is repaid without new loans, as the law wants it.

        Source: CGCT, article L. 1612-4.
        """
        rows = main_document(year, "bp").rows
        repaid = sum(row.voted for row in rows if row.key[:3] == ("D", "16", "1641"))
        own = sum(
            row.voted
            for row in rows
            if row.key.flow == "R" and row.key.chapter in {"021", "040", "10"}
        )
        assert own > repaid

    def test_results_pass_from_year_to_year(self) -> None:
        """What 2023 leaves is what the 2024 account takes in."""
        before = results_of(2023)
        taken = {
            row.key.account: (row.executed or 0) * (1 if row.key.flow == "R" else -1)
            for row in main_document(2024, "ca").rows
            if row.key.account in {"001", "002", "1068"}
        }
        assert taken["001"] == before.investment
        assert taken["002"] + taken["1068"] == before.operating

    def test_drawn_loan_stays_within_the_opened_one(self) -> None:
        """No year draws more than it opened."""
        for year in range(2021, 2026):
            loan = next(
                row for row in main_document(year, "ca").rows if row.key == LOAN
            )
            assert 0 < (loan.executed or 0) <= (loan.opened or 0)


class TestPlausibility:
    """The figures look like those of a town of this size."""

    @pytest.mark.parametrize("year", range(2021, 2026))
    def test_staff_is_more_than_half_of_operating(self, year: int) -> None:
        """Staff takes 53 to 58 % of real operating expenditure."""
        rows = [row for row in main_document(year, "ca").rows if not row.internal]
        spent = [row for row in rows if row.key.flow == "D" and row.section == "F"]
        staff = sum(row.executed or 0 for row in spent if row.key.chapter == "012")
        assert 0.53 < staff / sum(row.executed or 0 for row in spent) < 0.58

    def test_spending_by_inhabitant(self) -> None:
        """Operating costs about 1,330 € by inhabitant in 2024."""
        rows = [row for row in main_document(2024, "ca").rows if not row.internal]
        spent = sum(
            row.executed or 0
            for row in rows
            if row.key.flow == "D" and row.section == "F"
        )
        assert 1_300 < spent / 100 / CITY.population(2024) < 1_400

    def test_the_school_is_renovated_in_2023(self) -> None:
        """The works of the school peak in 2023."""
        works = {
            year: sum(
                line.executed
                for line in budget_of(year).lines
                if line.key.operation == "2101"
            )
            for year in range(2021, 2026)
        }
        assert max(works, key=lambda year: works[year]) == 2023


@pytest.mark.skipif(not CHARTS.exists(), reason="the real charts are not here")
class TestCodes:
    """Accounts, chapters and functions are those of the official charts."""

    @pytest.mark.parametrize("slug", sorted(DOCUMENTS))
    def test_codes_are_in_the_chart(self, slug: str) -> None:
        """Each account is a leaf whose default chapter is the one written."""
        document = DOCUMENTS[slug]
        name = "2022-M4-M49_D" if document.annexe else "2024-M57-M57_D"
        accounts, functions = codes(name)
        for row in document.rows:
            account = accounts[row.key.account]
            attribute = row.key.flow + ("OES" if row.internal else "R")
            assert account.get(attribute) == row.key.chapter, row.key
            assert len(account) == 0, row.key
            assert not row.key.function or len(functions[row.key.function]) == 0

    def test_section_is_that_of_the_chapter(self) -> None:
        """The section written on a line is the chart's."""
        chart = etree.parse(str(CHARTS / "2024-M57-M57_D.xml")).getroot()
        sections = {
            item.get("Code"): item.get("Section") for item in chart.iter("Chapitre")
        }
        for row in main_document(2024, "ca").rows:
            assert section_of(row.key) == sections[row.key.chapter], row.key


class TestFile:
    """The XML that is written."""

    def test_same_document_same_bytes(self) -> None:
        """Two writings of a document are equal."""
        document = main_document(2023, "ca")
        assert list(document_parts(document)) == list(document_parts(document))

    @pytest.mark.parametrize("slug", ["2024-ca", "2024-dm1", "2024-ca-eau", "2025-cfu"])
    def test_lines_of_the_file_are_the_rows(self, slug: str) -> None:
        """The file parses, and holds every row with its amount."""
        document = DOCUMENTS[slug]
        target = io.StringIO()
        write_totem(document, target)
        root = etree.fromstring(target.getvalue().encode("ISO-8859-1"))
        lines = list(root.iter(f"{{{BUDGET_NAMESPACE}}}LigneBudget"))
        assert len(lines) == len(document.rows)
        voted = [line.find("{*}MtPrev").get("V") for line in lines]
        assert voted == [euros(row.voted) for row in document.rows]

    def test_financial_account_wraps_a_budget_document(self) -> None:
        """The CFU has its own root, with the budget document inside."""
        text = "".join(document_parts(main_document(2025, "cfu")))
        root = etree.fromstring(text.encode("ISO-8859-1"))
        assert etree.QName(root).localname == "CompteFinancierUnique"
        assert root.find(f".//{{{BUDGET_NAMESPACE}}}NatDec").get("V") == "10"

    def test_persons_are_fictional_and_there(self) -> None:
        """Grants to persons are written, so that blanking has something to do."""
        text = "".join(document_parts(main_document(2024, "ca")))
        assert '<CodNatJurBenefCA V="P3"/>' in text
        assert "PERSONNE FICTIVE 1" in text

    def test_negative_amounts(self) -> None:
        """A negative amount of cents keeps its sign and its two digits."""
        assert euros(-5) == "-0.05"
        assert euros(-123456) == "-1234.56"


class TestSpreadRows:
    """Big files for measures."""

    @pytest.mark.parametrize("count", [800, 2_000, 7_777])
    def test_exact_count_and_same_sums(self, count: int) -> None:
        """So many lines, and the sums of the document."""
        document = main_document(2024, "ca")
        rows = list(spread_rows(document.rows, count))
        assert len(rows) == count
        assert sum(row.voted for row in rows) == sum(row.voted for row in document.rows)
        assert balance(rows, "opened") == {"F": 0, "I": 0}

    def test_fewer_lines_than_the_document(self) -> None:
        """A count below the document's leaves it whole."""
        document = main_document(2024, "ca")
        assert list(spread_rows(document.rows, 3)) == list(document.rows)


class TestMainDocument:
    """What exists and what does not."""

    def test_unknown_year(self) -> None:
        """A year outside the story is refused."""
        with pytest.raises(ValueError, match="2021 to 2026"):
            main_document(2019, "bp")

    def test_account_of_a_year_that_is_not_over(self) -> None:
        """2026 has no account yet."""
        with pytest.raises(ValueError, match="2026"):
            main_document(2026, "ca")

    def test_published_documents(self) -> None:
        """Four years of BP and CA, a DM, the water service, a CFU, two more BP."""
        assert len(DOCUMENTS) == 14
        assert all(isinstance(document, Document) for document in DOCUMENTS.values())
