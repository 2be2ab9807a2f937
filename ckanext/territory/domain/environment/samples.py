"""The readings of one station and property, in order, each period once."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Final

_LOOKED_AT: Final = 2000
_USUAL: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Readings in order of time, columns of equal length.

    Attributes:
        clocks: seconds on the clock where each begins.
        lengths: seconds that each lasts; 0 when nobody knows.
        values: in the unit of the property.
        step: the usual length, None when there is none.
    """

    clocks: list[int]
    lengths: list[int]
    values: list[float]
    step: int | None


@dataclass(slots=True)
class Gathering:
    """Readings as they come; 22 bytes each."""

    instants: array[int] = field(default_factory=lambda: array("q"))
    shifts: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    values: array[float] = field(default_factory=lambda: array("d"))
    status: str = ""

    def add(self, instant: int, clock: int, length: int, value: float) -> None:
        """Add a reading; ``length`` is 0 for an instant."""
        self.instants.append(instant)
        self.shifts.append(clock - instant)
        self.lengths.append(length)
        self.values.append(value)

    def settle(self) -> tuple[Samples, int]:
        """Return the readings in order, and how many came twice.

        Of readings of the same period the last one in the file counts.
        """
        order = self._order()
        twice = len(self.instants) - len(order)
        clocks = [self.instants[at] + self.shifts[at] for at in order]
        lengths = [self.lengths[at] for at in order]
        step = _usual(lengths) or _usual_gap([self.instants[at] for at in order])
        if step is not None:
            # A reading without an end lasts until the next one usually comes.
            lengths = [length or step for length in lengths]
        return (
            Samples(
                clocks=clocks,
                lengths=lengths,
                values=[self.values[at] for at in order],
                step=step,
            ),
            twice,
        )

    def _order(self) -> list[int]:
        instants, lengths = self.instants, self.lengths
        if all(before < after for before, after in pairwise(instants)):
            return list(range(len(instants)))
        last = {(instant, lengths[at]): at for at, instant in enumerate(instants)}
        return [last[key] for key in sorted(last)]


def _usual(lengths: list[int]) -> int | None:
    """Return the length of most readings, None when they have none in common."""
    counts = Counter(islice(lengths, _LOOKED_AT))
    if not counts:
        return None
    length, count = counts.most_common(1)[0]
    # Months are of several lengths; the usual one stands for all of them.
    return length if length and count >= _share(counts, length) else None


def _share(counts: Counter[int], length: int) -> float:
    month = 28 * 86_400
    near = length >= month and all(month <= each for each in counts)
    return 0 if near else sum(counts.values()) * _USUAL


def _usual_gap(instants: list[int]) -> int | None:
    gaps = Counter(
        after - before for before, after in pairwise(islice(instants, _LOOKED_AT))
    )
    if not gaps:
        return None
    gap, count = gaps.most_common(1)[0]
    return gap if gap and count >= sum(gaps.values()) * _USUAL else None
