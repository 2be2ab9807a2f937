"""Sums over the lines of a budget, kept while the file streams."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from ckanext.territory.domain.budget.classify import CARRIED_CODES
from ckanext.territory.domain.budget.line import BudgetLine, amount_of, authorised_of
from ckanext.territory.domain.budget.words import (
    EXECUTED_STAGES,
    Flow,
    Section,
    Stage,
)

SeriesKind = Literal["chapter", "function", "subfunction"]
_LEVELS: Mapping[str, int] = {"function": 1, "subfunction": 2}
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One bar of a chart: real operations of a section and flow under one code.

    Attributes:
        code: chapter, function of one digit, or subfunction of two digits; None for
            lines without.
        voted: euros; None when no line gives an amount.
        executed: euros; None for stages that execute nothing yet.
    """

    section: Section
    flow: Flow
    kind: SeriesKind
    code: str | None
    label: str | None
    voted: Decimal | None
    executed: Decimal | None


class _Sum:
    __slots__ = ("executed", "label", "voted")

    def __init__(self, label: str | None) -> None:
        self.label = label
        self.voted: Decimal | None = None
        self.executed: Decimal | None = None

    def add(self, voted: Decimal | None, executed: Decimal | None) -> None:
        if voted is not None:
            self.voted = voted if self.voted is None else self.voted + voted
        if executed is not None:
            self.executed = (
                executed if self.executed is None else self.executed + executed
            )


_Key = tuple[Section, Flow, str | None]


def _no_label(_code: str) -> str | None:
    return None


class Totals:
    """Running sums of one document.

    Real operations only: internal ones move no money, and results brought forward
    (001, 002) belong to other years; both are summed apart, so that
    `by_flow` equals the sum of all lines. Calculated lines never get here.
    Source: reference/standards.md §2.3.

    Attributes:
        lines: lines added.
        lines_without_amount: lines that hold no amount for the stage.
        internal: sums of internal operations by flow.
        carried: sums of results brought forward by flow.
    """

    def __init__(
        self,
        stage: Stage,
        function_label: Callable[[str], str | None] = _no_label,
    ) -> None:
        self.stage: Stage = stage
        self.lines = 0
        self.lines_without_amount = 0
        self.internal: dict[Flow, Decimal] = {"expenditure": _ZERO, "revenue": _ZERO}
        self.carried: dict[Flow, Decimal] = {"expenditure": _ZERO, "revenue": _ZERO}
        self._function_label = function_label
        self._is_executed = stage in EXECUTED_STAGES
        self._chapters: dict[_Key, _Sum] = {}
        self._functions: dict[_Key, _Sum] = {}

    def add(self, line: BudgetLine) -> None:
        """Count a line in."""
        self.lines += 1
        amount = amount_of(line, self.stage)
        if amount is None:
            self.lines_without_amount += 1
        flow = line.flow
        if line.account in CARRIED_CODES or line.chapter in CARRIED_CODES:
            self.carried[flow] += amount or _ZERO
            return
        if line.operation_kind == "internal":
            self.internal[flow] += amount or _ZERO
            return
        voted = authorised_of(line, self.stage)
        executed = line.amount_executed if self._is_executed else None
        key = (line.section, flow, line.chapter)
        found = self._chapters.get(key)
        if found is None:
            found = self._chapters[key] = _Sum(line.chapter_label)
        found.add(voted, executed)
        if line.function:
            self._add_function(line.function, line, voted, executed)

    def _add_function(
        self,
        function: str,
        line: BudgetLine,
        voted: Decimal | None,
        executed: Decimal | None,
    ) -> None:
        code = function[: _LEVELS["subfunction"]]
        key = (line.section, line.flow, code)
        found = self._functions.get(key)
        if found is None:
            found = self._functions[key] = _Sum(self._function_label(code))
        found.add(voted, executed)

    def amount(self, section: Section, flow: Flow) -> Decimal:
        """Return the sum, in euros, that counts for the stage."""
        total = _ZERO
        for (one_section, one_flow, _code), one in self._chapters.items():
            if one_section == section and one_flow == flow:
                total += (one.executed if self._is_executed else one.voted) or _ZERO
        return total

    @property
    def operating_expenditure(self) -> Decimal:
        """Real operating expenditure, euros."""
        return self.amount("operating", "expenditure")

    @property
    def operating_revenue(self) -> Decimal:
        """Real operating revenue, euros."""
        return self.amount("operating", "revenue")

    @property
    def investment_expenditure(self) -> Decimal:
        """Real investment expenditure, euros."""
        return self.amount("investment", "expenditure")

    @property
    def investment_revenue(self) -> Decimal:
        """Real investment revenue, euros."""
        return self.amount("investment", "revenue")

    @property
    def unknown_section(self) -> Decimal:
        """Real expenditure and revenue whose section is not decided, added up."""
        return self.amount("unknown", "expenditure") + self.amount("unknown", "revenue")

    @property
    def by_flow(self) -> dict[Flow, Decimal]:
        """Sums of all lines by flow: real, internal and brought forward."""
        sections: tuple[Section, ...] = ("operating", "investment", "unknown")
        return {
            flow: self.internal[flow]
            + self.carried[flow]
            + sum((self.amount(section, flow) for section in sections), _ZERO)
            for flow in self.internal
        }

    @property
    def functions(self) -> tuple[str, ...]:
        """Codes of the functions of one digit that occur, sorted."""
        return tuple(sorted({code[:1] for _, _, code in self._functions if code}))

    def by(self, kind: SeriesKind) -> tuple[SeriesRow, ...]:
        """Return a series sorted by section, flow and code, lines without code last."""
        source = self._chapters if kind == "chapter" else self._functions
        sums = self._first_level() if kind == "function" else source
        rows = [
            SeriesRow(
                section=section,
                flow=flow,
                kind=kind,
                code=code,
                label=one.label,
                voted=one.voted,
                executed=one.executed,
            )
            for (section, flow, code), one in sums.items()
        ]
        rows.sort(key=lambda row: (row.section, row.flow, row.code is None, row.code))
        return tuple(rows)

    def _first_level(self) -> dict[_Key, _Sum]:
        sums: dict[_Key, _Sum] = {}
        for (section, flow, code), one in self._functions.items():
            first = (code or "")[: _LEVELS["function"]]
            key = (section, flow, first)
            if key not in sums:
                sums[key] = _Sum(self._function_label(first))
            sums[key].add(one.voted, one.executed)
        return sums

    def to_json(self) -> dict[str, object]:
        """Return the sums as plain values (decimals as strings), to be stored."""
        return {
            "stage": self.stage,
            "lines": self.lines,
            "lines_without_amount": self.lines_without_amount,
            "internal": {flow: str(one) for flow, one in self.internal.items()},
            "carried": {flow: str(one) for flow, one in self.carried.items()},
            "chapters": _sums_to_json(self._chapters),
            "functions": _sums_to_json(self._functions),
            "function_labels": {
                code: self._function_label(code) for code in self.functions
            },
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Totals:
        """Return the sums stored by `to_json`; they can be read, and added to."""
        values = cast(Mapping[str, Any], stored)
        labels: dict[str, str | None] = values["function_labels"]
        totals = cls(values["stage"], labels.get)
        totals.lines = values["lines"]
        totals.lines_without_amount = values["lines_without_amount"]
        totals.internal = {k: Decimal(v) for k, v in values["internal"].items()}
        totals.carried = {k: Decimal(v) for k, v in values["carried"].items()}
        totals._chapters = _sums_from_json(values["chapters"])
        totals._functions = _sums_from_json(values["functions"])
        return totals


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _sums_to_json(sums: Mapping[_Key, _Sum]) -> list[list[str | None]]:
    return [
        [section, flow, code, one.label, _text(one.voted), _text(one.executed)]
        for (section, flow, code), one in sums.items()
    ]


def _sums_from_json(rows: list[list[Any]]) -> dict[_Key, _Sum]:
    sums: dict[_Key, _Sum] = {}
    for section, flow, code, label, voted, executed in rows:
        one = sums[section, flow, code] = _Sum(label)
        one.voted = _number(voted)
        one.executed = _number(executed)
    return sums
