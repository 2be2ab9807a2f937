"""Small bars become one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ckanext.territory.domain.chart import Bar, fold_small


def bar(label: str, value: int) -> Bar:
    """Return a bar of one value."""
    return Bar(label=label, values=(Decimal(value),), texts=(str(value),))


def rest(bars: Sequence[Bar]) -> Bar:
    """Return the sum of bars, named by their number."""
    total = sum((one.values[0] or Decimal(0) for one in bars), Decimal(0))
    return Bar(label=f"Autres ({len(bars)})", values=(total,), texts=(str(total),))


def labels(bars: Sequence[Bar]) -> list[str]:
    """Return the names of bars."""
    return [one.label for one in bars]


class TestFoldSmall:
    """``fold_small``."""

    def test_largest_first(self) -> None:
        """Bars come by size, whatever their sign."""
        found = fold_small(
            [bar("a", 10), bar("b", -40), bar("c", 20)], keep=8, rest=rest
        )
        assert labels(found) == ["b", "c", "a"]

    def test_small_ones_become_one(self) -> None:
        """What is below 2 % is put together, and its sum is kept."""
        found = fold_small(
            [bar("a", 97), bar("b", 1), bar("c", 1), bar("d", 1)], keep=8, rest=rest
        )
        assert labels(found) == ["a", "Autres (3)"]
        assert found[-1].values == (Decimal(3),)

    def test_no_more_than_kept(self) -> None:
        """Beyond the number kept, bars are put together even when large."""
        found = fold_small([bar(str(n), 10) for n in range(6)], keep=4, rest=rest)
        assert labels(found) == ["0", "1", "2", "3", "Autres (2)"]

    def test_single_small_one_stays(self) -> None:
        """One bar is not worth a heap."""
        assert labels(fold_small([bar("a", 99), bar("b", 1)], keep=8, rest=rest)) == [
            "a",
            "b",
        ]

    def test_zero_leaves_no_trace(self) -> None:
        """A bar of nothing is not drawn."""
        assert labels(fold_small([bar("a", 1), bar("b", 0)], keep=8, rest=rest)) == [
            "a"
        ]
