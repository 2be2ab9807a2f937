"""Charts of accounts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ckanext.territory.domain.budget import BudgetError, ChartOfAccounts


class TestParse:
    """Reading a planDeCompte.xml."""

    def test_identity_and_counts(self, chart: ChartOfAccounts) -> None:
        """Norm, variant, year, and everything the file holds."""
        assert (chart.nomenclature, chart.year) == ("M57-M57_T", 2024)
        assert len(chart.chapters) == 8
        assert len(chart.accounts) == 6
        assert len(chart.functions) == 3
        assert list(chart.function_chapters) == ["930"]

    def test_labels_are_cleaned(self, chart: ChartOfAccounts) -> None:
        """Spaces around go and a Windows dash read as Latin-1 is mended."""
        assert chart.account_label("6068") == "Autres fournitures – divers"

    def test_budget_is_not_a_chart(self, fixture_path: Callable[[str], Path]) -> None:
        """The refusal says what was found."""
        with pytest.raises(BudgetError) as caught:
            ChartOfAccounts.parse(fixture_path("persons.xml"))
        assert caught.value.code == "budget.chart"
        assert caught.value.context["found"] == "DocumentBudgetaire"
        assert caught.value.context["file"] == "persons.xml"

    @pytest.mark.parametrize(
        ("root", "element"),
        [
            ('<Nomenclature Declinaison="M57_A" Exer="2024"/>', "Nomenclature/Norme"),
            ('<Nomenclature Norme="M57" Exer="2024"/>', "Nomenclature/Declinaison"),
            (
                '<Nomenclature Norme="M57" Declinaison="M57_A" Exer="x"/>',
                "Nomenclature/Exer",
            ),
            (
                '<Nomenclature Norme="M57" Declinaison="M57_A" Exer="2024"/>',
                "Nomenclature/Nature/Chapitres",
            ),
        ],
    )
    def test_incomplete_chart_is_refused(
        self, tmp_path: Path, root: str, element: str
    ) -> None:
        """At the part that is missing."""
        path = tmp_path / "plan.xml"
        path.write_text(root, encoding="utf-8")
        with pytest.raises(BudgetError) as caught:
            ChartOfAccounts.parse(path)
        assert caught.value.context["element"] == element

    def test_stored_chart_comes_back(self, chart: ChartOfAccounts) -> None:
        """Through JSON text."""
        stored = json.loads(json.dumps(chart.to_json()))
        assert ChartOfAccounts.from_json(stored) == chart


class TestDefaultChapter:
    """Chapter of an account by kind of operation."""

    def test_real_operation(self, chart: ChartOfAccounts) -> None:
        """The account's own attribute."""
        assert chart.default_chapter("7411", "revenue", "real") == "74"
        assert chart.default_chapter("7411", "expenditure", "real") is None

    def test_internal_operation_needs_its_scope(self, chart: ChartOfAccounts) -> None:
        """Between sections or inside one; undecided when both exist."""
        find = chart.default_chapter
        assert find("28", "revenue", "internal", "between") == "040"
        assert find("28", "revenue", "internal", "inside") == "041"
        assert find("28", "revenue", "internal") is None
        assert find("6811", "expenditure", "internal") == "042"

    def test_nearest_account_answers(self, chart: ChartOfAccounts) -> None:
        """An account more detailed than the chart belongs to the one above."""
        assert chart.default_chapter("16411", "expenditure", "real") == "16"
        assert chart.default_chapter("9", "expenditure", "real") is None


class TestSectionOf:
    """Section by the chart."""

    def test_chapter_decides_first(self, chart: ChartOfAccounts) -> None:
        """Even when the account alone would say otherwise."""
        assert chart.section_of("011", "1641", "expenditure", "real") == "operating"

    def test_account_decides_without_chapter(self, chart: ChartOfAccounts) -> None:
        """Or with a chapter that is not in the chart."""
        assert chart.section_of(None, "1641", "revenue", "real") == "investment"
        assert chart.section_of("99", "1641", "revenue", "real") == "investment"
        assert chart.section_of(None, "9", "revenue", "real") is None

    def test_chapters_by_function_and_of_third_parties(
        self, chart: ChartOfAccounts
    ) -> None:
        """Both are chapters too."""
        assert chart.section_of("930", "x", "expenditure", "real") == "operating"
        assert chart.chapter_label("454101") == "Travaux d'office"
        assert chart.chapter_label("4599") is None
