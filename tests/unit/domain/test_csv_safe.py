"""Cells of the CSV files we write."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.territory.domain.csv_safe import neutralise, write_csv

OPENERS = "=+-@\t\r"
# Small alphabet: openers, digits, marks of numbers, quotes, separators, letters.
CELLS = st.text("=+-@\t\r\n 0129.,eE'\";aé\u00a0＝", max_size=10)


class TestNeutralise:
    """What a spreadsheet would run becomes text."""

    @pytest.mark.parametrize(
        "cell",
        [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3+cmd",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =1",
            "-",
            "+33 (0)2",
            "-1;=2",
        ],
    )
    def test_formula(self, cell: str) -> None:
        """An apostrophe is put before it."""
        assert neutralise(cell) == f"'{cell}"

    @pytest.mark.parametrize(
        "cell",
        ["-12", "+12", "-1 234,56", "-0.5", "-1e-3", "12", "Gare", "a=b", "", " x"],
    )
    def test_harmless(self, cell: str) -> None:
        """Numbers and words stay as they are."""
        assert neutralise(cell) == cell

    def test_other_than_text(self) -> None:
        """Nothing is empty, a number its digits."""
        assert [neutralise(None), neutralise(-3), neutralise(1.5)] == ["", "-3", "1.5"]

    @settings(max_examples=60, deadline=None)
    @given(CELLS)
    def test_never_a_formula(self, cell: str) -> None:
        """What comes out opens no formula unless it is a number; nothing is lost."""
        safe = neutralise(cell)
        assert safe in {cell, f"'{cell}"}
        if safe[:1] in OPENERS and safe:
            assert set(safe[1:]) <= set("0123456789 .,eE+-\u00a0\u202f")
            assert safe[1:2].isdigit()
        assert neutralise(safe) == safe


class TestWriteCsv:
    """A file for French spreadsheets."""

    def test_form(self) -> None:
        """Mark of UTF-8, semicolons, quotes where needed, formulas neutralised."""
        assert write_csv([["a", "é"], ["x;y", "=1"], [None, 2]]) == (
            '\ufeffa;é\r\n"x;y";\'=1\r\n;2\r\n'.encode()
        )

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=3))
    def test_reads_back(self, rows: list[list[str]]) -> None:
        """A reader of CSV finds the same cells, neutralised."""
        text = write_csv(rows).decode("utf-8-sig")
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        assert found == [[neutralise(cell) for cell in row] for row in rows]
