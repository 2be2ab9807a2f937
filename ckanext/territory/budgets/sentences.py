"""What is said around the charts of a budget."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ckan.plugins import toolkit as tk

from ckanext.territory.budgets import words
from ckanext.territory.budgets.series import ZERO, Entry
from ckanext.territory.budgets.types import BudgetShown

NAMED = 3


def title(by: str, flow: str) -> str:
    """Return the title of a chart."""
    return {
        ("overview", ""): tk._("The budget at a glance"),
        ("function", "expenditure"): tk._("What the money is for"),
        ("function", "revenue"): tk._("Which missions bring money in"),
        ("chapter", "expenditure"): tk._("What the money is spent on"),
        ("chapter", "revenue"): tk._("Where the money comes from"),
    }[by, flow]


def unit(shown: BudgetShown, by: str, section: str, flow: str) -> str:
    """Return the line under the title: which amounts, in which unit."""
    if by == "overview":
        return tk._("Real operations, in euros")
    return tk._("{what}, real operations, in euros").format(
        what=words.both_label(section, flow)
    )


def row_header(by: str) -> str:
    """Return the header of the first column of the table."""
    return {
        "overview": tk._("Section"),
        "function": tk._("Function"),
        "chapter": tk._("Chapter"),
    }[by]


def caption(shown: BudgetShown, by: str, section: str, flow: str) -> str:
    """Return the caption of the table."""
    year = shown["header"]["fiscal_year"]
    if by == "overview":
        return tk._("Totals of real operations, {year}.").format(year=year)
    template = {
        "function": tk._("{what} by function, real operations, {year}."),
        "chapter": tk._("{what} by chapter, real operations, {year}."),
    }[by]
    return template.format(what=words.both_label(section, flow), year=year)


def sentence(shown: BudgetShown, by: str, flow: str, rows: Sequence[Entry]) -> str:
    """Return one sentence that states what the figures say."""
    if shown["header"]["stage"] == "dm":
        return _of_change(rows)
    if by == "overview":
        return _of_masses(shown, rows)
    return _of_first(flow, rows)


def _of_masses(shown: BudgetShown, rows: Sequence[Entry]) -> str:
    spent = {row.section: row.counted for row in rows if row.flow == "expenditure"}
    whole = sum(spent.values(), ZERO)
    if not whole:
        return tk._("This document shows no real expenditure.")
    template = {
        "executed": tk._(
            "Out of every €100 spent, €{operating} kept services running and "
            "€{investment} were invested."
        ),
        "voted": tk._(
            "Out of every €100 planned, €{operating} keep services running and "
            "€{investment} are invested."
        ),
    }[shown["amount_basis"]]
    operating = round(spent.get("operating", ZERO) / whole * 100)
    return template.format(operating=operating, investment=100 - operating)


def _of_first(flow: str, rows: Sequence[Entry]) -> str:
    positive = [row for row in rows if row.counted > 0]
    whole = sum((row.counted for row in positive), ZERO)
    if not whole:
        return tk._("There is no amount here.")
    first = positive[0]
    template = {
        "expenditure": tk._(
            "First item of expenditure: {label}, {amount}, or €{share} out of 100."
        ),
        "revenue": tk._(
            "First source of revenue: {label}, {amount}, or €{share} out of 100."
        ),
    }[flow]
    said = template.format(
        label=first.label,
        amount=words.short(first.counted),
        share=round(first.counted / whole * 100),
    )
    if len(positive) <= NAMED:
        return said
    together = sum((row.counted for row in positive[:NAMED]), ZERO) / whole
    return said + tk._(" The first three make {share} of the total.").format(
        share=words.percent(together)
    )


def _of_change(rows: Sequence[Entry]) -> str:
    changed = [row for row in rows if row.counted]
    if not changed:
        return tk._("Nothing changes here: no amount is added or taken away.")
    first = max(changed, key=lambda row: abs(row.counted))
    return tk._("Largest change: {label}, {amount}. In all: {whole}.").format(
        label=first.label,
        amount=words.short(first.counted, signed=True),
        whole=words.short(
            sum((row.counted for row in changed), Decimal(0)), signed=True
        ),
    )
