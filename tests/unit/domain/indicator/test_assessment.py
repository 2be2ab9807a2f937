"""Progress of an indicator, with figures worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ckanext.territory.domain.indicator import (
    Direction,
    Goal,
    Indicator,
    IndicatorValue,
    Margins,
    Milestone,
    Place,
    Status,
    assess,
    expected_at,
    make_sheet,
)

CITY = Place("commune", "35987")
QUARTER = Place("infracommunale", "Q1")
TODAY = date(2025, 6, 1)
# From 49 % in 2020 to 65 % in 2026: 16 points in 6 years, 8 of them by the end of 2023.
GOAL = Goal(
    direction="hausse",
    target=Decimal(65),
    target_year=2026,
    baseline=Decimal(49),
    baseline_year=2020,
)


def year(
    number: int, value: str, kind: str = "actual", place: Place = CITY
) -> IndicatorValue:
    """Return the value of a year."""
    return IndicatorValue(
        place=place,
        start=date(number, 1, 1),
        end=date(number, 12, 31),
        kind=kind,  # type: ignore[arg-type]  # one of the four
        value=Decimal(value),
    )


def indicator(*values: IndicatorValue) -> Indicator:
    """Return an indicator in per cent."""
    return Indicator(code="TRI", name="Taux de tri", unit="%", values=values)


class TestExpectedAt:
    """``expected_at``."""

    PATH = (
        Milestone(day=date(2020, 12, 31), value=Decimal(49)),
        Milestone(day=date(2026, 12, 31), value=Decimal(65)),
    )

    @pytest.mark.parametrize(
        ("day", "value"),
        [
            (date(2019, 12, 31), 49),
            (date(2020, 12, 31), 49),
            (date(2023, 12, 31), 57),
            (date(2026, 12, 31), 65),
            (date(2030, 12, 31), 65),
        ],
    )
    def test_line_between_ends(self, day: date, value: int) -> None:
        """Half of the way in half of the time; the ends hold beyond."""
        assert expected_at(self.PATH, day) == value

    def test_two_thirds(self) -> None:
        """By the end of 2024 two thirds of 16 points: 49 and 10.667."""
        found = expected_at(self.PATH, date(2024, 12, 31))
        assert found is not None
        assert round(found, 3) == Decimal("59.667")

    def test_targets_in_between_bend_it(self) -> None:
        """A target of 2023 is a point of the path: half of 53 to 65 by mid-2025."""
        middle = Milestone(day=date(2023, 12, 31), value=Decimal(53))
        path = (self.PATH[0], middle, self.PATH[1])
        assert expected_at(path, date(2025, 6, 30)) == 59

    def test_one_point_is_no_path(self) -> None:
        """There is nothing to expect from a target alone."""
        assert expected_at(self.PATH[1:], TODAY) is None


class TestAssess:
    """``assess``."""

    @pytest.mark.parametrize(
        ("value", "status", "rate"),
        [
            ("65", "achieved", "1"),
            ("67", "achieved", "1.125"),
            ("57", "on_track", "0.5"),
            ("55", "at_risk", "0.375"),
            ("54.9", "off_track", "0.36875"),
            ("45", "off_track", "-0.25"),
        ],
    )
    def test_rising(self, value: str, status: Status, rate: str) -> None:
        """8 of 16 points are due: 6 are three quarters of them."""
        found = assess(
            Decimal(value),
            Decimal(65),
            baseline=Decimal(49),
            expected=Decimal(57),
            direction="hausse",
        )
        assert (found.status, found.rate) == (status, Decimal(rate))

    @pytest.mark.parametrize(
        ("value", "status", "rate"),
        [
            ("400", "achieved", "1"),
            ("450", "on_track", "0.5"),
            ("520", "off_track", "-0.2"),
        ],
    )
    def test_falling(self, value: str, status: Status, rate: str) -> None:
        """From 500 to 400 kg: the signs cancel."""
        found = assess(
            Decimal(value),
            Decimal(400),
            baseline=Decimal(500),
            expected=Decimal(450),
            direction="baisse",
        )
        assert (found.status, found.rate) == (status, Decimal(rate))

    @pytest.mark.parametrize(
        ("value", "status"),
        [("104", "achieved"), ("109", "at_risk"), ("111", "off_track")],
    )
    def test_stable(self, value: str, status: Status) -> None:
        """5 % of 100 on either side, twice as much is a warning."""
        found = assess(Decimal(value), Decimal(100), direction="stabilite")
        assert found.status == status

    def test_margins_are_chosen(self) -> None:
        """7 points of the 8 due are on track for who asks for 80 %."""
        found = assess(
            Decimal(56),
            Decimal(65),
            baseline=Decimal(49),
            expected=Decimal(57),
            margins=Margins(on_track=Decimal("0.8")),
        )
        assert found.status == "on_track"

    @pytest.mark.parametrize(
        ("value", "target", "direction"),
        [
            (None, "65", "hausse"),
            ("61", None, "hausse"),
            ("61", "65", "sans_sens"),
            ("61", "65", "hausse"),
            ("66", "65", None),
        ],
    )
    def test_not_assessed(
        self, value: str | None, target: str | None, direction: Direction | None
    ) -> None:
        """Without a value, a target, a direction, or a start while on the way."""
        found = assess(
            None if value is None else Decimal(value),
            None if target is None else Decimal(target),
            direction=direction,
        )
        assert (found.status, found.rate) == ("not_assessed", None)

    @pytest.mark.parametrize(
        ("value", "direction"), [("66", "hausse"), ("60", "baisse")]
    )
    def test_reached_without_a_start(self, value: str, direction: Direction) -> None:
        """Being beyond the target needs no starting value."""
        found = assess(Decimal(value), Decimal(65), direction=direction)
        assert (found.status, found.rate) == ("achieved", None)


class TestMakeSheet:
    """``make_sheet``."""

    def test_latest_is_that_of_an_ended_period(self) -> None:
        """The year that goes on is shown apart."""
        sheet = make_sheet(
            indicator(year(2023, "57"), year(2024, "61"), year(2025, "66")),
            CITY,
            GOAL,
            today=TODAY,
        )
        assert sheet.latest == year(2024, "61")
        assert sheet.before == year(2023, "57")
        assert sheet.unfinished == (year(2025, "66"),)
        # 12 points of 16; 10.67 were due.
        assert sheet.assessment.rate == Decimal("0.75")
        assert sheet.assessment.status == "on_track"

    def test_table_gives_what_the_form_lacks(self) -> None:
        """Baseline and target rows of the table."""
        sheet = make_sheet(
            indicator(
                year(2020, "49", "baseline"),
                year(2024, "61"),
                year(2026, "65", "target"),
            ),
            CITY,
            Goal(direction="hausse"),
            today=TODAY,
        )
        assert [each.value for each in sheet.path] == [49, 65]
        assert sheet.assessment.status == "on_track"

    def test_form_counts_before_the_table(self) -> None:
        """The last target is the form's; earlier ones lead to it."""
        sheet = make_sheet(
            indicator(
                year(2023, "53", "target"),
                year(2024, "61"),
                year(2026, "80", "target"),
            ),
            CITY,
            GOAL,
            today=TODAY,
        )
        assert [each.value for each in sheet.path] == [49, 53, 65]

    def test_target_without_a_date(self) -> None:
        """It has a value, and no path leads to it."""
        sheet = make_sheet(
            indicator(year(2024, "66")),
            CITY,
            Goal(direction="hausse", target=Decimal(65)),
            today=TODAY,
        )
        assert sheet.target is not None
        assert (sheet.target.value, sheet.target.day, sheet.path) == (65, None, ())
        assert sheet.assessment.status == "achieved"

    def test_others_are_of_the_same_period(self) -> None:
        """A quarter without a value of 2024 is not compared."""
        sheet = make_sheet(
            indicator(
                year(2024, "61"),
                year(2024, "58", place=QUARTER),
                year(2023, "50", place=Place("infracommunale", "Q2")),
            ),
            CITY,
            GOAL,
            today=TODAY,
        )
        assert [each.place for each in sheet.others] == [QUARTER]

    def test_nothing_observed(self) -> None:
        """There is no latest value and no judgement."""
        sheet = make_sheet(indicator(year(2026, "60")), CITY, GOAL, today=TODAY)
        assert (sheet.latest, sheet.assessment.status) == (None, "not_assessed")
