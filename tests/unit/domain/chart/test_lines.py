"""Lines are drawn in two widths, told apart without colour, and can be read."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any, Literal, TypeAlias

import pytest

from ckanext.territory.domain.chart import (
    LINES,
    Band,
    ChartSpec,
    ChartText,
    Column,
    Line,
    Point,
    Row,
    Rule,
    Table,
    contrast,
    line_chart,
)
from ckanext.territory.domain.chart.line_drawing import SHAPES
from ckanext.territory.domain.chart.line_frame import NARROW, WIDE, Frame
from ckanext.territory.domain.chart.line_labels import Box, along, freest, spread

Style: TypeAlias = Literal["solid", "dashed", "dots"]
TEXT = ChartText(
    title="Titre", unit="%", source="S", alt="Lignes", sentence="Dit.", others="Autres"
)
TABLE = Table(
    caption="Légende",
    columns=(Column(label="Année"), Column(label="Valeur", is_number=True)),
    rows=(Row(texts=("2024", "61 %"), values=("2024", Decimal(61))),),
)


def line(
    label: str, *values: str | None, style: Style = "solid", start: int = 2020
) -> Line:
    """Return a line by year."""
    points = tuple(
        Point(
            at=date(start + rank, 1, 1),
            value=None if value is None else Decimal(value),
            text=f"{value} %",
        )
        for rank, value in enumerate(values)
    )
    return Line(label=label, colour=LINES[0], points=points, style=style)


def drawn(
    *lines: Line, rules: tuple[Rule, ...] = (), bands: tuple[Band, ...] = ()
) -> ChartSpec:
    """Return the chart of these lines."""
    return line_chart(lines, rules, TEXT, TABLE, bands=bands)


def layers(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    """Return the layers of a mark."""
    return [each for each in spec["layer"] if each["mark"]["type"] == mark]


def records(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    """Return what the layers of a mark show."""
    return [each for layer in layers(spec, mark) for each in layer["data"]["values"]]


def words(spec: dict[str, Any]) -> list[str]:
    """Return the words of a drawing, each once."""
    return list(dict.fromkeys(each["text"] for each in records(spec, "text")))


def boxes(spec: dict[str, Any], frame: Frame, left: float) -> list[Box]:
    """Return the places of the words that begin right of a line."""
    found: dict[tuple[float, float], Box] = {}
    for each in records(spec, "text"):
        if each["x"] < left:
            continue
        rows = each["text"].split("\n")
        height = len(rows) * frame.font_size * 1.2
        top = each["y"] - frame.font_size * 0.6
        width = max(map(len, rows)) * frame.char
        found[each["x"], each["y"]] = Box(
            left=each["x"], top=top, width=width, height=height
        )
    return list(found.values())


class TestLineChart:
    """``line_chart``."""

    def test_words_and_table_come_as_given(self) -> None:
        """The chart says what the caller says."""
        chart = drawn(line("Ville", "57", "61"))
        assert (chart.title, chart.alt, chart.sentence) == ("Titre", "Lignes", "Dit.")
        assert chart.rows == TABLE.rows

    @pytest.mark.parametrize("width", ["vega_lite", "narrow"])
    def test_each_line_is_named_with_its_last_value(self, width: str) -> None:
        """No legend is matched by colour."""
        found = words(getattr(drawn(line("Ville", "57", "61")), width))
        assert any("Ville" in text and "61 %" in text for text in found)

    def test_lines_differ_by_their_marks(self) -> None:
        """Eight shapes for eight lines."""
        chart = drawn(*(line(f"L{n}", str(n), str(n + 1)) for n in range(8)))
        shapes = {each["shape"] for each in records(chart.vega_lite, "point")}
        assert shapes == set(SHAPES)

    def test_gap_breaks_the_line(self) -> None:
        """A missing year is not bridged: two pieces."""
        chart = drawn(line("Ville", "1", "2", None, "4", "5"))
        assert {each["run"] for each in records(chart.vega_lite, "line")} == {0, 1}

    def test_expected_path_is_dashed(self) -> None:
        """It differs without colour."""
        (layer,) = layers(
            drawn(line("Voie", "1", "9", style="dashed")).vega_lite, "line"
        )
        assert layer["mark"]["strokeDash"] == [6, 4]

    def test_dots_are_not_joined(self) -> None:
        """Forecasts are marks alone."""
        chart = drawn(line("Prévu", "1", "9", style="dots"))
        assert layers(chart.vega_lite, "line") == []
        assert len(records(chart.vega_lite, "point")) == 2

    def test_rule_is_drawn_and_named(self) -> None:
        """The target is inside the axis even when no value reaches it."""
        rule = Rule(label="Cible 2026", value=Decimal(65), text="65 %")
        chart = drawn(line("Ville", "10", "20"), rules=(rule,))
        assert "Cible 2026 · 65 %" in words(chart.vega_lite)
        (dashed,) = [
            each
            for each in layers(chart.vega_lite, "rule")
            if each["mark"]["strokeDash"] == [10, 4]
        ]
        (at,) = dashed["data"]["values"]
        assert 0 < at["y"] < chart.vega_lite["height"]

    def test_band_lies_behind(self) -> None:
        """A range without an upper end reaches the top."""
        band = Band(label="Mauvais", low=Decimal(50), high=None, colour="#ff5050")
        chart = drawn(line("Ville", "10", "90"), bands=(band,))
        (area,) = records(chart.vega_lite, "rect")
        assert area["top"] == 12
        assert "Mauvais" in words(chart.vega_lite)

    def test_ninth_line_is_one_of_the_others(self) -> None:
        """It is grey, and shares one name."""
        chart = drawn(*(line(f"L{n}", str(n), str(n)) for n in range(10)))
        assert "Autres" in words(chart.vega_lite)
        assert not any("L8" in text for text in words(chart.vega_lite))
        assert "Autres" in words(chart.narrow)

    @pytest.mark.parametrize("gap", [0, 1, 30])
    def test_names_of_eight_lines_do_not_overlap(self, gap: int) -> None:
        """Even when all lines end at the same place."""
        lines = [
            line(f"Un nom de station plutôt long {n}", "50", str(50 + n * gap))
            for n in range(8)
        ]
        wide = drawn(*lines).vega_lite
        right = WIDE.width - WIDE.labels
        named = boxes(wide, WIDE, right)
        assert len(named) == 8
        assert not [1 for one, two in combinations(named, 2) if one.meets(two)]
        assert all(box.bottom <= wide["height"] for box in named)
        keys = boxes(drawn(*lines).narrow, NARROW, 38)
        above = [box for box in keys if box.left == 38]
        assert len(above) == 8
        assert not [1 for one, two in combinations(above, 2) if one.meets(two)]

    def test_long_series_keep_their_peak(self) -> None:
        """Ten years of days are thinned for the drawing alone."""
        days = tuple(
            Point(
                at=date(2015, 1, 1) + timedelta(days=n), value=Decimal(n % 50), text=""
            )
            for n in range(3650)
        )
        peak = Point(at=date(2019, 6, 1), value=Decimal(900), text="")
        points = tuple(sorted([*days, peak], key=lambda point: point.at))
        chart = drawn(Line(label="A", colour=LINES[0], points=points))
        found = records(chart.vega_lite, "line")
        assert len(found) <= WIDE.points
        assert len(json.dumps(chart.vega_lite)) < 400_000
        heights = sorted(each["y"] for each in found)
        assert heights[1] - heights[0] > 100

    @pytest.mark.parametrize("values", [(), (None,), ("5",), ("0", "0"), ("-3", "-8")])
    def test_odd_series_are_drawn(self, values: tuple[str | None, ...]) -> None:
        """Nothing, one point, all the same, below zero."""
        chart = drawn(line("A", *values))
        assert chart.vega_lite["height"] > 0

    def test_colours_can_be_seen(self) -> None:
        """Each line has three times the contrast of paper, but the lightest tint."""
        assert all(contrast(colour, "#ffffff") >= 3 for colour in LINES)


class TestSpread:
    """``spread``."""

    def test_far_apart_stay(self) -> None:
        """Nothing is moved without need."""
        assert spread([(50, 20), (150, 20)], 0, 200) == [50, 150]

    def test_pushed_apart_in_order(self) -> None:
        """Two at the same place share it."""
        assert spread([(100, 20), (100, 20)], 0, 200) == [100, 120]

    def test_kept_inside(self) -> None:
        """Pushed up when the lower edge is reached: 150 and 130, then 110."""
        assert spread([(195, 20), (196, 20), (199, 20)], 0, 160) == [110, 130, 150]


class TestFreest:
    """``freest``, ``along``."""

    def test_covers_the_fewest_marks(self) -> None:
        """The second place is free."""
        places = [
            Box(left=0, top=0, width=10, height=10),
            Box(left=20, top=0, width=10, height=10),
        ]
        within = Box(left=0, top=0, width=100, height=100)
        assert freest(places, [], [(5, 5)], within) is places[1]
        assert freest(places, [places[1]], [(5, 5)], within) is places[0]

    def test_places_along_a_line(self) -> None:
        """Ten pixels in steps of five."""
        assert list(along([(0, 0), (10, 0)])) == [(0, 0), (5, 0), (10, 0)]
