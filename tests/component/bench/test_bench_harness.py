"""The arithmetic and the order of the measures."""

from __future__ import annotations

import pytest
from bench.harness import Case, Result, run, spread, table


class TestSpread:
    """The shape of a series."""

    def test_ten_values(self) -> None:
        """Minimum, median, nearest-rank p95 and maximum of 1 to 10."""
        found = spread([float(value) for value in range(10, 0, -1)])
        assert (found.minimum, found.median, found.p95, found.maximum) == (
            1.0,
            5.5,
            10.0,
            10.0,
        )

    def test_p95_of_a_hundred_values(self) -> None:
        """The p95 of 1 to 100 is 95."""
        assert spread([float(value) for value in range(1, 101)]).p95 == 95.0


class TestRun:
    """Pairs."""

    def test_sides_take_turns_and_change_order(self) -> None:
        """Warm-up first, then each pair starts with the other side."""
        calls: list[tuple[str, int]] = []

        def side(name: str, seconds: float, number: int) -> float:
            calls.append((name, number))
            return seconds

        case = Case(
            name="turns",
            ours=lambda number: side("ours", 1.0, number),
            stock=lambda number: side("stock", 2.0, number),
            rounds=3,
        )
        result = run(case)
        assert calls[:2] == [("ours", -1), ("stock", -1)]
        firsts = [name for name, _ in calls[2::2]]
        assert firsts == ["ours", "stock", "ours"]
        assert result.ratios == [0.5, 0.5, 0.5]

    def test_alone(self) -> None:
        """A case without a stock side has no ratio."""
        result = run(Case(name="alone", ours=lambda _: 1.0, rounds=2))
        assert result.ours == [1.0, 1.0]
        assert result.ratios == []


class TestTable:
    """What people read."""

    def test_line_of_a_pair(self) -> None:
        """Milliseconds and ratios stand in one line."""
        result = Result(name="page", rounds=2, ours=[0.5, 1.5], stock=[1.0, 1.0])
        line = table([result]).splitlines()[-1]
        assert "1 500 ms" in line
        assert line.split()[-3:] == ["0.50", "1.00", "1.50"]


class TestToJson:
    """What is written."""

    def test_holds_series_and_spreads(self) -> None:
        """Raw series stay beside what they say."""
        answer = Result(name="page", rounds=1, ours=[0.5], stock=[1.0]).to_json()
        assert answer["ours"] == [0.5]
        assert answer["ratio_spread"]["median"] == pytest.approx(0.5)
