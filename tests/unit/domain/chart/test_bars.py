"""Bars are drawn whole, in two widths, and never by colour alone."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from ckanext.territory.domain.chart import (
    EXPENDITURE,
    Bar,
    ChartSpec,
    ChartText,
    Column,
    Row,
    Series,
    Table,
    bar_chart,
)

TEXT = ChartText(title="Titre", unit="€", source="S", alt="Barres", sentence="Dit.")
TABLE = Table(
    caption="Légende",
    columns=(Column(label="Chapitre"), Column(label="Réalisé", is_number=True)),
    rows=(Row(texts=("011", "1 €"), values=("011", Decimal(1))),),
)
ONE = (Series(label="Réalisé", colour=EXPENDITURE),)
TWO = (Series(label="Voté", colour=EXPENDITURE, style="outline"), *ONE)


def bar(label: str, *values: str | None) -> Bar:
    """Return a bar whose texts repeat its values."""
    numbers = tuple(None if value is None else Decimal(value) for value in values)
    return Bar(
        label=label, values=numbers, texts=tuple(f"{value} €" for value in values)
    )


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the records that a drawing shows."""
    return spec["data"]["values"]


def drawn(*bars: Bar, paired: bool = False) -> ChartSpec:
    """Return the chart of these bars."""
    return bar_chart(bars, TWO if paired else ONE, TEXT, TABLE)


class TestBarChart:
    """``bar_chart``."""

    def test_words_and_table_come_as_given(self) -> None:
        """The chart says what the caller says, and nothing of its own."""
        chart = drawn(bar("Écoles", "3"))
        assert (chart.title, chart.unit, chart.alt) == ("Titre", "€", "Barres")
        assert (chart.caption, chart.rows) == ("Légende", TABLE.rows)
        assert chart.sentence == "Dit."

    def test_every_value_is_drawn_with_its_text(self) -> None:
        """One record per value, in the order given."""
        found = rows(drawn(bar("A", "3"), bar("B", "1")).vega_lite)
        assert [(row["value"], row["text"]) for row in found] == [
            (3.0, "3 €"),
            (1.0, "1 €"),
        ]

    def test_specification_is_json(self) -> None:
        """It can be stored, hashed and sent."""
        chart = drawn(bar("A", "3.10"), bar("B", "-1"))
        assert json.loads(json.dumps(chart.narrow)) == chart.narrow

    def test_pair_differs_without_colour(self) -> None:
        """The outline of what was voted is not the fill of what was done."""
        voted, executed = rows(drawn(bar("A", "4", "3"), paired=True).vega_lite)
        assert voted["fill"] != executed["fill"]
        assert voted["stroke"] == executed["stroke"] == EXPENDITURE
        assert (voted["label"], executed["label"]) == ("A", "")

    def test_missing_value_takes_no_place(self) -> None:
        """An amount that nobody gave is not a bar of zero."""
        found = rows(drawn(bar("A", None, "3"), paired=True).vega_lite)
        assert [(row["text"], row["label"]) for row in found] == [("3 €", "A")]

    def test_bars_do_not_overlap(self) -> None:
        """Each bar begins below the one before, in both widths."""
        chart = drawn(*(bar("Un libellé assez long " * 4, "2") for _ in range(5)))
        for spec in (chart.vega_lite, chart.narrow):
            found = rows(spec)
            for before, after in pairwise(found):
                assert after["top"] > before["bottom"]
            assert spec["height"] >= found[-1]["bottom"]

    def test_label_keeps_to_two_lines(self) -> None:
        """A long name is cut; the table has it whole."""
        chart = drawn(bar("Aménagement et habitat " * 9, "2"))
        for spec in (chart.vega_lite, chart.narrow):
            lines = rows(spec)[0]["label"].split("\n")
            assert len(lines) == 2
            assert lines[-1].endswith("…")

    def test_narrow_label_is_above_its_bar(self) -> None:
        """On a phone the name has the whole width."""
        found = rows(drawn(bar("Écoles", "2")).narrow)[0]
        assert found["label_y"] < found["top"]

    def test_negative_value_leaves_room_on_its_side(self) -> None:
        """A change can be negative: the scale starts below zero."""
        spec = drawn(bar("A", "-5"), bar("B", "2")).vega_lite
        scale = spec["layer"][0]["encoding"]["x"]["scale"]
        assert scale["domain"] == [-5.0, 2.0]
        assert scale["range"][0] > 240

    @pytest.mark.parametrize("values", [(), ("0",), ("0", "0")])
    def test_nothing_to_measure_still_draws(self, values: tuple[str, ...]) -> None:
        """A chart of zeros has a scale of its own."""
        spec = drawn(*(bar("A", value) for value in values)).vega_lite
        assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0.0, 1.0]

    def test_no_address_is_read(self) -> None:
        """Figures are in the specification: nothing is fetched to draw it."""
        spec = drawn(bar("A", "1")).vega_lite
        assert set(spec["data"]) == {"values"}
