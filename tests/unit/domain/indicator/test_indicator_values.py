"""Values of indicators are read row by row; what cannot be used is counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ckanext.territory.domain.days import first_day, last_day, months_at
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.figures import kind_of
from ckanext.territory.domain.indicator import (
    IndicatorValue,
    Place,
    combine,
    headline_code,
    headline_place,
    indicator_figures,
)
from ckanext.territory.domain.table import Layout, TableReader

HEADER = (
    "indicator_code",
    "indicator_name",
    "territory_level",
    "territory_code",
    "period_start",
    "period_end",
    "value",
    "unit",
    "value_kind",
    "status",
    "comment",
)
CITY = ("TRI", "Taux de tri", "commune", "35987")
TOWN = Place("commune", "35987")


def table(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> TableReader:
    """Return a table of these rows; the header is line 1."""
    numbered = [(at, list(row)) for at, row in enumerate(rows, 2)]
    return TableReader(
        layout=Layout(kind="csv", container="CSV", header_row=1),
        header=header,
        source=lambda: iter(numbered),
    )


def row(start: str, end: str, value: str, *rest: str) -> tuple[str, ...]:
    """Return a row of the sorting rate; ``rest`` are unit, kind, status, comment."""
    return (*CITY, start, end, value, *(rest or ("%", "actual")))


def kept(*rows: tuple[str, ...]) -> list[IndicatorValue]:
    """Return the values of the one indicator of these rows."""
    (indicator,) = combine([indicator_figures(table(*rows))])[0]
    return list(indicator.values)


class TestReading:
    """``indicator_figures``."""

    def test_value_keeps_its_decimals(self) -> None:
        """A French number is read exactly, a year is its first and last day."""
        (value,) = kept(row("2024", "2024", "1 234,50"))
        assert value.value == Decimal("1234.50")
        assert (value.start, value.end) == (date(2024, 1, 1), date(2024, 12, 31))
        assert (value.place, value.kind) == (TOWN, "actual")

    def test_last_of_two_rows_counts(self) -> None:
        """The same period twice is counted, and the last value is the one."""
        found = indicator_figures(
            table(row("2024", "2024", "60"), row("2024", "2024", "61"))
        )
        assert found["duplicates"] == 1
        (indicator,) = combine([found])[0]
        assert [each.value for each in indicator.values] == [Decimal(61)]

    def test_missing_values_are_counted_apart(self) -> None:
        """An empty value and the status M are no mistakes."""
        found = indicator_figures(
            table(row("2023", "2023", ""), row("2024", "2024", "5", "%", "actual", "m"))
        )
        assert (found["rows"], found["missing"], found["refused"]) == (2, 2, [])

    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            (row("2024", "2024", "soixante"), "number"),
            (row("2024-13", "2024", "60"), "period"),
            (row("2024", "2023", "60"), "period_order"),
            (row("2024", "2024", "60", "%", "souhait"), "kind"),
            (row("2024", "2024", "60", "tonnes"), "unit"),
        ],
    )
    def test_bad_row_is_left_out(self, bad: tuple[str, ...], reason: str) -> None:
        """Its reason and its line are kept, the other rows count."""
        found = indicator_figures(table(row("2022", "2022", "50"), bad))
        assert found["refused"] == [{"reason": reason, "count": 1, "lines": [3]}]
        assert len(found["indicators"][0]["values"]) == 1

    def test_columns_are_found_by_loose_names(self) -> None:
        """Case, accents and marks between words do not matter."""
        header = ("Territory-Code", "Period Start", "VALUE")
        found = indicator_figures(table(("35987", "2024", "3"), header=header))
        assert found["indicators"][0]["values"][0][5] == "3"

    def test_missing_column_is_named(self) -> None:
        """Without values there is nothing to show."""
        with pytest.raises(TerritoryError) as caught:
            indicator_figures(table(("35987",), header=("territory_code",)))
        assert caught.value.code == "figures.columns"
        assert caught.value.context == {"found": "period_start, value"}


class TestKind:
    """``kind_of``."""

    def test_our_tables_are_told_apart(self) -> None:
        """By their columns alone."""
        assert kind_of(HEADER) == "indicator_values"
        assert (
            kind_of(("station_code", "property", "period_start", "value", "unit"))
            == "observations"
        )
        assert kind_of(("station_code", "label", "lat", "lon")) == "sensors"

    def test_other_table_is_none_of_ours(self) -> None:
        """A list of trees has no figures."""
        assert kind_of(("essence", "hauteur", "lat", "lon")) is None


class TestCombine:
    """``combine``."""

    def test_years_in_files_of_their_own(self) -> None:
        """Files add up; a value given again is that of the later file."""
        first = indicator_figures(
            table(row("2022", "2022", "50"), row("2023", "2023", "55"))
        )
        second = indicator_figures(
            table(row("2023", "2023", "56"), row("2024", "2024", "61"))
        )
        (indicator,), twice = combine([first, second])
        assert [each.value for each in indicator.values] == [50, 56, 61]
        assert twice == 1

    def test_other_unit_is_left_out(self) -> None:
        """A ratio is not a percentage."""
        first = indicator_figures(table(row("2022", "2022", "50")))
        second = indicator_figures(table(row("2023", "2023", "0.55", "ratio")))
        (indicator,), _twice = combine([first, second])
        assert [each.value for each in indicator.values] == [50]


class TestHeadline:
    """Which indicator and which place come first."""

    def test_code_of_the_form(self) -> None:
        """Compared loosely; the first indicator otherwise."""
        found = indicator_figures(
            table(
                ("A", "", "commune", "1", "2024", "2024", "1", "%", ""),
                ("tri_01", "", "commune", "1", "2024", "2024", "1", "%", ""),
            )
        )
        indicators, _twice = combine([found])
        assert headline_code(indicators, "TRI-01") == "tri_01"
        assert headline_code(indicators, "autre") == "A"

    def test_place_of_the_dataset_then_the_widest(self) -> None:
        """A quarter comes after its town, unless the dataset is about it."""
        quarter = ("TRI", "", "infracommunale", "Q1", "2024", "2024", "1", "%", "")
        found = indicator_figures(table(quarter, row("2024", "2024", "60")))
        (indicator,), _twice = combine([found])
        assert headline_place(indicator, []) == TOWN
        assert headline_place(indicator, ["Q1"]) == Place("infracommunale", "Q1")

    def test_nothing_observed(self) -> None:
        """Targets alone have no place to speak of."""
        found = indicator_figures(table(row("2026", "2026", "65", "%", "target")))
        (indicator,), _twice = combine([found])
        assert headline_place(indicator, []) is None


class TestDays:
    """``first_day``, ``last_day``, ``months_at``."""

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2024", date(2024, 1, 1), date(2024, 12, 31)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("05/03/2024", date(2024, 3, 5), date(2024, 3, 5)),
            ("2024-13", None, None),
            ("demain", None, None),
        ],
    )
    def test_bounds(self, text: str, first: date | None, last: date | None) -> None:
        """A year, a month, a day; leap years too."""
        assert (first_day(text), last_day(text)) == (first, last)

    def test_years_have_twelve_equal_months(self) -> None:
        """From the end of 2020 to the end of 2024 there are 48 months."""
        assert months_at(date(2024, 12, 31)) - months_at(date(2020, 12, 31)) == 48
