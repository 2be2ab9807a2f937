"""One line of a budget, and the amount that counts in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ckanext.territory.domain.budget.words import (
    EXECUTED_STAGES,
    Flow,
    OperationKind,
    Section,
    Stage,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A line as voted or executed. Amounts are euros; None is "not given", not zero.

    Attributes:
        chapter: chapter by nature, or by function when the budget is voted so.
        account: account by nature (article).
        operation: number of the operation, as in the file.
        section: `unknown` when nothing in the file or the chart decides.
        is_specialized: None when the file does not say.
        amount_previous: budget of the year before.
        amount_carried_previous: commitments carried over from the year before.
        amount_proposed: proposed by the executive.
        amount_voted: voted; in a `dm` a difference, which can be negative.
        amount_open: credits open (voted and carried over).
        amount_carried_forward: commitments carried over to the next year.
    """

    chapter: str | None
    chapter_label: str | None
    account: str
    account_label: str | None
    function: str | None
    function_label: str | None
    operation: str | None
    section: Section
    operation_kind: OperationKind
    flow: Flow
    is_specialized: bool | None
    amount_executed: Decimal | None
    amount_previous: Decimal | None
    amount_carried_previous: Decimal | None
    amount_proposed: Decimal | None
    amount_voted: Decimal | None
    amount_open: Decimal | None
    amount_carried_forward: Decimal | None


def amount_of(line: BudgetLine, stage: Stage) -> Decimal | None:
    """Return the amount that counts at a stage: executed for accounts, else voted.

    The amount is chosen by the stage, never by what is present: a voted budget may
    hold a stray executed amount. Source: reference/standards.md §2.3.
    """
    if stage in EXECUTED_STAGES:
        return line.amount_executed
    return line.amount_voted


def authorised_of(line: BudgetLine, stage: Stage) -> Decimal | None:
    """Return the voted side of a line: open credits for accounts, else voted."""
    if stage not in EXECUTED_STAGES or line.amount_open is None:
        return line.amount_voted
    return line.amount_open
