"""Many small bars become one, so that a chart can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from ckanext.territory.domain.chart.spec import Bar

SHARE = Decimal("0.02")
AT_LEAST = 2


def weight(bar: Bar) -> Decimal:
    """Return the size of the largest value of a bar, whatever its sign."""
    return max(
        (abs(value) for value in bar.values if value is not None), default=Decimal(0)
    )


def fold_small(
    bars: Sequence[Bar], *, keep: int, rest: Callable[[Sequence[Bar]], Bar]
) -> list[Bar]:
    """Return the bars by decreasing size, the small ones made one by ``rest``.

    A bar is small when it is below 2 % of the whole or beyond the ``keep`` first;
    a single small bar stays as it is, and zero bars leave no trace.
    """
    ordered = sorted((bar for bar in bars if weight(bar)), key=weight, reverse=True)
    whole = sum((weight(bar) for bar in ordered), Decimal(0))
    large = [bar for bar in ordered[:keep] if weight(bar) >= whole * SHARE]
    small = ordered[len(large) :]
    if len(small) < AT_LEAST:
        return ordered
    return [*large, rest(small)]
