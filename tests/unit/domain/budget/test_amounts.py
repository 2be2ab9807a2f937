"""Amounts written in files."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.territory.domain.budget import BudgetError
from ckanext.territory.domain.budget.amounts import AmountReader, parse_amount


class TestParseAmount:
    """Exact decimals, French or English."""

    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("1234.56", "1234.56"),
            ("1 234,56", "1234.56"),
            ("1\u202f234\u00a0567,8", "1234567.8"),
            ("-12", "-12"),
            ("+3.10", "3.10"),
            ("0", "0"),
            (" 7.00 ", "7.00"),
            ("1.234", "1.234"),
        ],
    )
    def test_amounts_are_read_exactly(self, text: str, amount: str) -> None:
        """Down to the zeros that were written."""
        assert str(parse_amount(text)) == amount

    @pytest.mark.parametrize(
        "text",
        [
            "1,234.56",
            "1,234",
            "1.234,56",
            "NaN",
            "Infinity",
            "1_000",
            "1e5",
            "１２",
            "²",
            "12 34",
            "--1",
            "",
            "12 €",
            "9" * 16,
            "1" * 50,
        ],
    )
    def test_others_are_refused(self, text: str) -> None:
        """Ambiguous, not finite, not ASCII, too long."""
        assert parse_amount(text) is None

    @given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
    @settings(max_examples=50)
    def test_french_and_english_forms_agree(self, amount: Decimal) -> None:
        """Whatever the amount."""
        english = f"{amount:.2f}"
        french = f"{amount:,.2f}".replace(",", " ").replace(".", ",")
        assert parse_amount(english) == parse_amount(french) == amount


class TestAmountReader:
    """Reading with a place and a memory."""

    def test_empty_is_none(self) -> None:
        """Not given is not zero."""
        reader = AmountReader()
        assert reader.read("", "MtPrev", 1) is None
        assert reader.read("  ", "MtPrev", 1) is None

    def test_mistake_is_located(self) -> None:
        """The refusal names element, line and value."""
        with pytest.raises(BudgetError) as caught:
            AmountReader().read("12 €", "LigneBudget/MtPrev", 41)
        assert caught.value.code == "budget.amount"
        assert caught.value.context["place"] == "LigneBudget/MtPrev, l. 41"
        assert caught.value.context["found"] == "12 €"

    def test_memory_stays_small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Amounts beyond the bound are still read."""
        monkeypatch.setattr(AmountReader, "REMEMBERED", 3)
        reader = AmountReader()
        values = [reader.read(str(i), "MtPrev", i) for i in range(10)]
        assert values == [Decimal(i) for i in range(10)]
