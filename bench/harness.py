"""Paired, interleaved runs: ours and stock take turns, and meet the same noise."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Measure = Callable[[int], float]
P95 = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Something that both sides do; a measure takes the round and returns seconds."""

    name: str
    ours: Measure
    stock: Measure | None = None
    rounds: int = 10
    warm_up: int = 1


@dataclass(frozen=True, slots=True)
class Spread:
    """The shape of a series of seconds or ratios."""

    minimum: float
    median: float
    p95: float
    maximum: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The raw series of a case, in the order of the rounds, and what they say."""

    name: str
    rounds: int
    ours: Sequence[float]
    stock: Sequence[float] = ()
    notes: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def ratios(self) -> list[float]:
        """Return ours / stock, pair by pair."""
        pairs = zip(self.ours, self.stock, strict=bool(self.stock))
        return [mine / theirs for mine, theirs in pairs]

    def to_json(self) -> dict[str, Any]:
        """Return the series with their spreads."""
        answer = asdict(self)
        answer["ours_spread"] = asdict(spread(self.ours))
        if self.stock:
            answer["stock_spread"] = asdict(spread(self.stock))
            answer["ratio_spread"] = asdict(spread(self.ratios))
        return answer


def spread(values: Sequence[float]) -> Spread:
    """Return minimum, median, p95 (nearest rank) and maximum."""
    ordered = sorted(values)
    rank = max(0, math.ceil(P95 * len(ordered)) - 1)
    return Spread(ordered[0], statistics.median(ordered), ordered[rank], ordered[-1])


def run(case: Case) -> Result:
    """Run a case: warm-up rounds first, then pairs whose order changes each time."""
    for number in range(-case.warm_up, 0):
        case.ours(number)
        if case.stock:
            case.stock(number)
    ours: list[float] = []
    stock: list[float] = []
    for number in range(case.rounds):
        sides = [(case.ours, ours)]
        if case.stock:
            sides.append((case.stock, stock))
        for measure, series in sides if number % 2 == 0 else sides[::-1]:
            series.append(measure(number))
    return Result(name=case.name, rounds=case.rounds, ours=ours, stock=stock)


def table(results: Sequence[Result]) -> str:
    """Return the results as a text table, in milliseconds."""
    head = (
        "case",
        "N",
        "ours min",
        "p50",
        "p95",
        "max",
        "stock p50",
        "p95",
        "ratio min",
        "median",
        "max",
    )
    rows = [head, *(_cells(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _cells(result: Result) -> tuple[str, ...]:
    mine = spread(result.ours)
    cells = [result.name, str(result.rounds)]
    cells += [
        _milliseconds(value)
        for value in (mine.minimum, mine.median, mine.p95, mine.maximum)
    ]
    if not result.stock:
        return (*cells, "", "", "", "", "")
    theirs, ratio = spread(result.stock), spread(result.ratios)
    cells += [_milliseconds(theirs.median), _milliseconds(theirs.p95)]
    cells += [f"{value:.2f}" for value in (ratio.minimum, ratio.median, ratio.maximum)]
    return tuple(cells)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms".replace(",", " ")
