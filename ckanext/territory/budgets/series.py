"""Rows of a chart, taken from the series of a budget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ckanext.territory.budgets.types import BudgetShown, SeriesEntry

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A chapter, a function or a whole flow, with its two amounts when known.

    ``counted`` is the amount that counts at this stage of the budget.
    """

    label: str
    code: str = ""
    voted: Decimal | None
    executed: Decimal | None
    counted: Decimal
    flow: str
    section: str


def entries(shown: BudgetShown, kind: str, section: str, flow: str) -> list[Entry]:
    """Return the entries of one section and flow, the largest first, zeros left out."""
    found = [
        _entry(shown, row)
        for row in shown["series"]
        if (row["kind"], row["section"], row["flow"]) == (kind, section, flow)
    ]
    kept = [entry for entry in found if entry.counted or entry.voted]
    return sorted(kept, key=lambda entry: abs(entry.counted), reverse=True)


def whole(shown: BudgetShown, section: str, flow: str, label: str) -> Entry:
    """Return one section and flow as a single entry."""
    rows = [
        row
        for row in shown["series"]
        if (row["kind"], row["section"], row["flow"]) == ("chapter", section, flow)
    ]
    voted = _sum(row["voted"] for row in rows)
    executed = _sum(row["executed"] for row in rows)
    return Entry(
        label=label,
        voted=voted,
        executed=executed,
        counted=Decimal(shown["totals"][f"{section}_{flow}"]),
        flow=flow,
        section=section,
    )


def has_both(shown: BudgetShown, found: Iterable[Entry]) -> bool:
    """Tell whether voted and executed can be set side by side."""
    rows = list(found)
    return shown["amount_basis"] == "executed" and any(entry.voted for entry in rows)


def has_functions(shown: BudgetShown) -> bool:
    """Tell whether the budget says what the money is for."""
    return any(row["kind"] == "function" for row in shown["series"])


def _entry(shown: BudgetShown, row: SeriesEntry) -> Entry:
    counted = row[shown["amount_basis"]]
    return Entry(
        label=row["label"] or row["code"],
        code=row["code"],
        voted=_decimal(row["voted"]),
        executed=_decimal(row["executed"]),
        counted=_decimal(counted) or ZERO,
        flow=row["flow"],
        section=row["section"],
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _sum(values: Iterable[str | None]) -> Decimal | None:
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, ZERO) if known else None
