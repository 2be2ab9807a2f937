"""Axes have round numbers and named days; long series are thinned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timezone
from decimal import Decimal

import pytest

from ckanext.territory.domain.chart.thin import thin
from ckanext.territory.domain.chart.timeline import seconds, ticks
from ckanext.territory.domain.chart.values import axis


def texts(*values: str, about: int = 5, language: str = "fr") -> list[str]:
    """Return the numbers of the axis of these values."""
    found = axis([Decimal(value) for value in values], about=about, language=language)
    return [text for _, text in found.ticks]


class TestAxis:
    """``axis``."""

    @pytest.mark.parametrize(
        ("values", "numbers"),
        [
            (("0", "100"), ["0", "20", "40", "60", "80", "100"]),
            (("12", "61"), ["0", "20", "40", "60", "80"]),
            (("61", "65"), ["61", "62", "63", "64", "65"]),
            (("0.2", "0.31"), ["0,200", "0,225", "0,250", "0,275", "0,300", "0,325"]),
            (("1200", "9800"), ["0", "2 000", "4 000", "6 000", "8 000", "10 000"]),
            (("-8", "-3"), ["−8", "−6", "−4", "−2", "0"]),
            (("7", "7"), ["6,0", "6,5", "7,0", "7,5", "8,0"]),
        ],
    )
    def test_round_numbers(self, values: tuple[str, ...], numbers: list[str]) -> None:
        """Zero is there unless all values are far from it."""
        found = [text.replace("\u202f", " ") for text in texts(*values)]
        assert found == numbers
        low, high = min(map(Decimal, values)), max(map(Decimal, values))
        bounds = axis([low, high], about=5, language="fr")
        assert bounds.low <= low <= high <= bounds.high

    def test_small_change_is_no_large_one(self) -> None:
        """12 to 61 starts at zero, 61 to 65 does not."""
        assert texts("12", "61")[0] == "0"
        assert texts("61", "65")[0] != "0"

    def test_language(self) -> None:
        """A decimal comma in French, a point in English."""
        assert "0,250" in texts("0.2", "0.31")
        assert "0.250" in texts("0.2", "0.31", language="en")


def names(first: str, last: str, at_most: int = 10, language: str = "fr") -> list[str]:
    """Return the names of the instants between two days."""
    found = ticks(
        seconds(datetime.fromisoformat(first)),
        seconds(datetime.fromisoformat(last)),
        at_most=at_most,
        language=language,
    )
    return [f"{tick.above} {tick.below}".strip() for tick in found]


class TestTicks:
    """``ticks``."""

    def test_years(self) -> None:
        """Each year, the last one always."""
        assert names("2019-01-01", "2025-01-01") == [str(y) for y in range(2019, 2026)]

    def test_every_second_year(self) -> None:
        """When there is no room: counted from the last."""
        assert names("2010-01-01", "2025-01-01", 8) == [
            str(year) for year in range(2011, 2026, 2)
        ]

    def test_months_of_a_year(self) -> None:
        """Every second month, the year once."""
        assert names("2025-01-01", "2025-12-31", 8) == [
            "janv. 2025",
            "mars",
            "mai",
            "juil.",
            "sept.",
            "nov.",
        ]

    def test_days(self) -> None:
        """Two weeks, every second day."""
        found = names("2025-03-01", "2025-03-14", 7)
        assert found[0] == "1 mars 2025"
        assert found[1:] == ["3", "5", "7", "9", "11", "13"]

    def test_hours(self) -> None:
        """A day, every third hour."""
        found = names("2025-03-01T00:00", "2025-03-02T00:00", 9)
        assert len(found) == 9
        assert found[0].startswith("00 h")

    def test_nothing_outside(self) -> None:
        """No name before the first point or after the last."""
        assert names("2025-01-15", "2025-11-20", 12)[0] == "févr. 2025"

    def test_naive_times_are_taken_as_they_are(self) -> None:
        """A day begins at its midnight."""
        assert seconds(date(1970, 1, 2)) == 86_400
        assert seconds(datetime(1970, 1, 2)) == 86_400  # noqa: DTZ001 - on purpose
        assert seconds(datetime(1970, 1, 2, tzinfo=timezone.utc)) == 86_400


@dataclass(frozen=True)
class Valued:
    """A value, or none."""

    value: Decimal | None


class TestThin:
    """``thin``."""

    def test_short_series_stay(self) -> None:
        """Nothing is dropped without need."""
        points = [Valued(Decimal(n)) for n in range(10)]
        assert thin(points, 10) == points

    def test_ends_and_extremes_stay(self) -> None:
        """A peak and a low among a thousand points."""
        points = [Valued(Decimal(5)) for _ in range(1000)]
        points[400], points[700] = Valued(Decimal(99)), Valued(Decimal(-1))
        found = thin(points, 100)
        assert len(found) <= 100
        assert found[0] is points[0]
        assert found[-1] is points[-1]
        assert points[400] in found
        assert points[700] in found

    def test_gap_stays_a_gap(self) -> None:
        """A bucket without any value keeps one point."""
        points = (
            [Valued(Decimal(1))] * 300
            + [Valued(None)] * 300
            + [Valued(Decimal(1))] * 300
        )
        assert any(point.value is None for point in thin(points, 60))
