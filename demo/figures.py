"""Plausible figures of the imaginary town's budgets, balanced as the law wants them.

Amounts are integers, in cents. The same year always gives the same figures.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

Flow = Literal["D", "R"]
CENTS = 100
THOUSAND = 1000 * CENTS
ROUNDING = 100 * CENTS
YEARS = range(2021, 2027)
DATA = Path(__file__).parent / "data"


class Key(NamedTuple):
    """What identifies a line of a budget: flow, chapter, account, function, project."""

    flow: Flow
    chapter: str
    account: str
    function: str
    operation: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line before any decision; ``internal`` marks an operation without cash."""

    key: Key
    voted: int
    executed: int
    internal: bool = False

    @property
    def section(self) -> Literal["F", "I"]:
        """Return F (operating) or I (investment)."""
        return section_of(self.key)


@dataclass(frozen=True, slots=True)
class Budget:
    """One exercise: its voted lines, and what later decisions change in them."""

    year: int
    lines: tuple[Line, ...]
    supplement: Mapping[Key, int] = field(default_factory=dict[Key, int])
    amendment: Mapping[Key, int] = field(default_factory=dict[Key, int])
    executed: Mapping[Key, int] = field(default_factory=dict[Key, int])


class Results(NamedTuple):
    """Cumulated results at the end of a year, in cents."""

    operating: int
    investment: int


OPERATING_CHAPTERS = {"002", "011", "012", "013", "014", "023", "042"}
CARRIED = "002"
BALANCE_OUT = Key("D", "023", "023", "01", "")
BALANCE_IN = Key("R", "021", "021", "01", "")
LOAN = Key("R", "16", "1641", "01", "")
RESERVE = Key("R", "10", "1068", "01", "")
OPERATING_RESULT = Key("R", CARRIED, CARRIED, "01", "")
EXTRA_WORKS = Key("D", "21", "2151", "845", "")


def section_of(key: Key) -> Literal["F", "I"]:
    """Return the section of a key, decided by its chapter as the M57 chart does."""
    if key.chapter in OPERATING_CHAPTERS or key.chapter[0] in "67":
        return "F"
    return "I"


@cache
def tables(name: str) -> Mapping[str, Any]:
    """Return a data file of the demo (YAML), read once."""
    text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def _noise(*parts: object, spread: float) -> float:
    """Return a factor around 1, always the same for the same parts."""
    # Not a secret: figures must only look uneven.
    chance = random.Random("|".join(map(str, parts)))  # noqa: S311
    return 1 + chance.uniform(-spread, spread)


def _round(cents: float) -> int:
    return max(ROUNDING, round(cents / ROUNDING) * ROUNDING) if cents > 0 else 0


def _moving(key: Key, thousands: float, index: str, year: int) -> Line:
    """Return the line of a figure that follows one of the yearly indexes."""
    main = tables("budget_main")
    base = thousands * THOUSAND * main["indexes"][index][year]
    executed = base * _noise("executed", key, year, spread=0.02)
    voted = base / main["rates"][index] * _noise("voted", key, year, spread=0.01)
    return Line(key, _round(voted), int(executed))


def _spread(function: str, thousands: float, profile: str, year: int) -> Iterator[Line]:
    """Yield the lines of a service's staff or general expenses, by account."""
    weights: Mapping[str, float] = tables("budget_main")["profiles"][profile]
    total = sum(weights.values())
    for account, weight in weights.items():
        if profile == "staff":
            chapter, index = "012", "staff"
        else:
            energy = account in {"60612", "60613", "60622"}
            chapter, index = "011", "energy" if energy else "general"
        key = Key("D", chapter, account, function, "")
        yield _moving(key, thousands * weight / total, index, year)


def _services(year: int) -> Iterator[Line]:
    for function, staff, general, profile in tables("budget_main")["services"]:
        if staff:
            yield from _spread(function, staff, "staff", year)
        if general:
            yield from _spread(function, general, profile, year)


def _listed(year: int) -> Iterator[Line]:
    main = tables("budget_main")
    groups: tuple[tuple[Flow, str], ...] = (
        ("D", "other_expenditure"),
        ("R", "revenue"),
    )
    for flow, group in groups:
        for chapter, account, function, thousands, index in main[group]:
            key = Key(flow, chapter, account, function, "")
            yield _moving(key, thousands, index, year)


def _story(year: int) -> Iterator[Line]:
    """Yield investment lines, whose figures are written year by year."""
    main = tables("budget_main")
    rank = year - YEARS.start
    rows: list[tuple[Key, str]] = [
        (Key("D", row[0], row[1], row[2], row[3]), row[4 + rank])
        for row in main["investment"]
    ]
    rows += [
        (Key("R", row[0], row[1], row[2], ""), row[3 + rank]) for row in main["funding"]
    ]
    for key, figures in rows:
        voted, executed = (int(part) * THOUSAND for part in figures.split("/"))
        if voted or executed:
            cents = executed * _noise("story", key, year, spread=0.004)
            yield Line(key, voted, int(cents))


def transfers(
    depreciation: Iterable[Sequence[Any]],
    grants: Iterable[Sequence[Any]],
    function: str,
    factor: float,
) -> list[Line]:
    """Return the paired internal lines: 042 in operating, 040 in investment.

    Depreciation is an operating expenditure and an investment revenue; the yearly
    share of grants received goes the other way.
    """
    lines: list[Line] = []

    def pair(flow: Flow, rows: Iterable[Sequence[Any]], operating_account: str) -> None:
        other: Flow = "R" if flow == "D" else "D"
        total = 0
        for account, thousands in rows:
            cents = _round(thousands * THOUSAND * factor)
            total += cents
            key = Key(other, "040", account, function, "")
            lines.append(Line(key, cents, cents, internal=True))
        key = Key(flow, "042", operating_account, function, "")
        lines.append(Line(key, total, total, internal=True))

    pair("D", depreciation, "6811")
    pair("R", grants, "777")
    return lines


def total(lines: Iterable[Line], section: str, flow: str) -> int:
    """Return the voted sum of a section and flow, internal operations included."""
    return sum(
        line.voted
        for line in lines
        if line.section == section and line.key.flow == flow
    )


def balance(lines: list[Line], drawn: int, function: str = "01") -> list[Line]:
    """Return the lines with what balances them: the transfer 023/021, then the loan.

    ``drawn`` is the loan really drawn; the voted one is what investment lacks.
    """
    spare = total(lines, "F", "R") - total(lines, "F", "D")
    result = list(lines)
    result += [
        Line(key._replace(function=function), spare, 0, internal=True)
        for key in (BALANCE_OUT, BALANCE_IN)
    ]
    lack = total(result, "I", "D") - total(result, "I", "R")
    result.append(Line(LOAN._replace(function=function), lack, min(drawn, lack)))
    return result


def _initial_lines(year: int) -> list[Line]:
    main = tables("budget_main")
    factor = main["indexes"]["general"][year]
    lines = [*_services(year), *_listed(year), *_story(year)]
    lines += transfers(main["depreciation"], main["grant_share"], "01", factor)
    return balance(lines, main["loans"].get(year, 0) * THOUSAND)


def _supplement(lines: Sequence[Line], before: Results) -> dict[Key, int]:
    """Return the changes of the supplementary budget, which takes in past results.

    The hole of investment is filled first (1068); what is left goes to investment
    through 023/021, where it halves the loan at most and adds works.
    """
    hole = max(0, -before.investment)
    reserve = min(hole, before.operating)
    left = before.operating - reserve
    loan = next(line.voted for line in lines if line.key == LOAN)
    spared = min(_round(loan / 2), left)
    flow: Flow = "D" if before.investment < 0 else "R"
    changes = {
        Key(flow, "001", "001", "01", ""): abs(before.investment),
        RESERVE: reserve,
        OPERATING_RESULT: left,
        BALANCE_OUT: left,
        BALANCE_IN: left,
        LOAN: -spared,
        EXTRA_WORKS: left - spared + max(0, before.investment),
    }
    return {key: change for key, change in changes.items() if change}


def _amendment(year: int) -> dict[Key, int]:
    rows = tables("budget_main")["amendments"].get(year, [])
    return {Key(*row[:5]): row[5] * THOUSAND for row in rows}


@cache
def budget_of(year: int) -> Budget:
    """Return the main budget of a year, 2021 to 2026, with its later decisions."""
    lines = _initial_lines(year)
    supplement = _supplement(lines, results_of(year - 1))
    executed = {line.key: line.executed for line in lines}
    for key in supplement:
        if key.account in {"001", CARRIED, "1068"}:
            executed[key] = supplement[key]
    opened = next(line.voted for line in lines if line.key == LOAN)
    opened += supplement.get(LOAN, 0)
    executed[LOAN] = min(executed[LOAN], opened)
    return Budget(year, tuple(lines), supplement, _amendment(year), executed)


@cache
def results_of(year: int) -> Results:
    """Return what the exercises up to ``year`` leave, operating and investment."""
    if year < YEARS.start:
        opening = tables("budget_main")["opening"]
        return Results(
            opening["operating"] * THOUSAND, opening["investment"] * THOUSAND
        )
    sums = {"F": 0, "I": 0}
    for key, cents in budget_of(year).executed.items():
        sums[section_of(key)] += cents if key.flow == "R" else -cents
    return Results(sums["F"], sums["I"])
