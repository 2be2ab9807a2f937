"""TOTEM documents that are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Builder = Callable[..., Path]
Refusal = Callable[..., Any]
Values = dict[str, str]


class TestRefusals:
    """Each mistake at its place."""

    @pytest.mark.parametrize(
        ("values", "code", "place"),
        [
            ({"IdEtab": "21990001600012"}, "siret", "EnTeteBudget/IdEtab, l. 5"),
            ({"IdEtab": ""}, "siret", "EnTeteBudget/IdEtab, l. 5"),
            ({"Exer": "24"}, "year", "BlocBudget/Exer, l. 8"),
            ({"Exer": "1989"}, "year", "BlocBudget/Exer, l. 8"),
            ({"Exer": "2099"}, "year", "BlocBudget/Exer, l. 8"),
            ({"Exer": "2024 bis"}, "year", "BlocBudget/Exer, l. 8"),
            ({"NatDec": "04"}, "stage", "BlocBudget/NatDec, l. 7"),
            ({"NatDec": "02"}, "decision_number", "BlocBudget/NumDec, l. 7"),
        ],
    )
    def test_header(
        self, totem: Builder, refused: Refusal, values: Values, code: str, place: str
    ) -> None:
        """SIRET, year, stage, number of the decision."""
        error = refused(totem(**values))
        assert error.code == f"budget.{code}"
        assert error.context["place"] == place

    def test_publisher_and_file_disagree(
        self, totem: Builder, refused: Refusal
    ) -> None:
        """On the stage or on the number of the decision."""
        assert refused(totem(), stage="ca").code == "budget.stage_conflict"
        path = totem(NatDec="02", NumDec="1")
        error = refused(path, decision_number=2)
        assert error.code == "budget.decision_number_conflict"

    @pytest.mark.parametrize(
        ("line", "code", "element"),
        [
            ('<Nature V="6"/><CodRD V="D"/><MtPrev V="x"/>', "amount", "MtPrev"),
            ('<Nature V="6"/><CodRD V="D"/><MtReal V="NaN"/>', "amount", "MtReal"),
            ('<Nature V="6"/><CodRD V="X"/>', "flow", "CodRD"),
            ('<Nature V="6"/>', "flow", "CodRD"),
            ('<CodRD V="D"/>', "account", "Nature"),
            (
                '<Nature V="6"/><CodRD V="D"/><OpBudg V="9"/>',
                "operation_kind",
                "OpBudg",
            ),
        ],
    )
    def test_lines(
        self, totem: Builder, refused: Refusal, line: str, code: str, element: str
    ) -> None:
        """The refusal names the element and the line of the file."""
        error = refused(totem(f"\n\n<LigneBudget>{line}</LigneBudget>"))
        assert error.code == f"budget.{code}"
        assert error.context["place"] == f"LigneBudget/{element}, l. 12"

    def test_not_a_budget(self, tmp_path: Path, refused: Refusal) -> None:
        """Another XML document, or a budget document without a budget."""
        path = tmp_path / "page.html"
        path.write_text("<html><body/></html>", encoding="utf-8")
        assert refused(path).code == "budget.not_a_budget"
        path.write_text("<DocumentBudgetaire/>", encoding="utf-8")
        assert refused(path).context["expected"] == "Budget"

    def test_missing_block(self, tmp_path: Path, refused: Refusal) -> None:
        """The refusal names the block."""
        path = tmp_path / "b.xml"
        path.write_text(
            "<DocumentBudgetaire><Budget><EnTeteBudget/></Budget></DocumentBudgetaire>",
            encoding="utf-8",
        )
        error = refused(path)
        assert error.code == "budget.header_missing"
        assert error.context["expected"] == "BlocBudget"

    def test_header_after_lines(self, totem: Builder, refused: Refusal) -> None:
        """Lines cannot be understood before the header, nor under two headers."""
        path = totem()
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("<EnTeteBudget>", "<Autre>").replace(
                "</EnTeteBudget>", "</Autre>"
            ),
            encoding="utf-8",
        )
        assert refused(path).code == "budget.header_order"
        path.write_text(
            text.replace("<Annexes>", "<BlocBudget/><Annexes>"), encoding="utf-8"
        )
        assert refused(path).code == "budget.header_order"

    def test_several_budgets(self, totem: Builder, refused: Refusal) -> None:
        """One file per budget."""
        path = totem()
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("</Budget>", "</Budget><Budget></Budget>"), encoding="utf-8"
        )
        assert refused(path).code == "budget.several_budgets"

    def test_no_line(self, totem: Builder, refused: Refusal) -> None:
        """A budget has at least one."""
        assert refused(totem("")).code == "budget.no_lines"
