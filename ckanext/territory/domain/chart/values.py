"""The axis of values: round numbers, written as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
NARROW = "\u202f"
NEAR_ZERO = Decimal("0.6")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Bounds of the values shown, and the numbers written beside them."""

    low: Decimal
    high: Decimal
    ticks: tuple[tuple[Decimal, str], ...]


def axis(values: Iterable[Decimal], *, about: int, language: str) -> Axis:
    """Return an axis that holds the values, with about this many numbers.

    It starts at zero unless all values are far from it, so that a small change does
    not look like a large one.
    """
    low, high = _bounds(values)
    step = _step((high - low) / about)
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (high / step).to_integral_value(rounding="ROUND_CEILING")
    places = [step * number for number in range(int(first), int(last) + 1)]
    decimals = max(0, -int(step.normalize().as_tuple().exponent))
    return Axis(
        low=places[0],
        high=places[-1],
        ticks=tuple((place, _text(place, decimals, language)) for place in places),
    )


def _bounds(values: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    known = list(values)
    low, high = min(known, default=Decimal(0)), max(known, default=Decimal(1))
    if low >= 0 and low <= high * NEAR_ZERO:
        low = Decimal(0)
    elif high <= 0 and high >= low * NEAR_ZERO:
        high = Decimal(0)
    if low == high:
        room = abs(low) / 10 or Decimal(1)
        return low - room, high + room
    return low, high


def _step(rough: Decimal) -> Decimal:
    power = Decimal(10) ** rough.adjusted()
    return next(step * power for step in STEPS if step * power >= rough)


def _text(value: Decimal, decimals: int, language: str) -> str:
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    text = format_decimal(value, format=pattern, locale=language)
    return text.replace("\u00a0", NARROW).replace("-", "\u2212")
