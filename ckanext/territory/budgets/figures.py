"""The sentence and the key figures at the top of a budget's page."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from ckan.plugins import toolkit as tk

from ckanext.territory.budgets import words
from ckanext.territory.budgets.series import ZERO, whole
from ckanext.territory.budgets.types import BudgetShown, Sibling
from ckanext.territory.chart_page import KeyFigure

SAME_KIND = {"bp": "bp", "bs": "bs", "dm": "dm", "ca": "closed", "cfu": "closed"}
"""Stages whose amounts may be compared from one exercise to the next."""


def per_inhabitant(shown: BudgetShown, value: Decimal) -> str | None:
    """Return an amount per inhabitant, or None when the population is not known."""
    population = shown["header"]["population"]
    return words.euro(value / population) if population else None


def lead(shown: BudgetShown) -> Markup:
    """Return the sentence that says the main thing."""
    if shown["header"]["stage"] == "dm":
        return _lead_of_change(shown)
    spent = _total(shown, "expenditure")
    each = per_inhabitant(shown, spent)
    amount = each if each is not None else words.short(spent)
    share = _total_of(shown, "investment", "expenditure") / spent if spent else ZERO
    sentence = _safe(_lead_template(shown, each is not None)).format(
        year=shown["header"]["fiscal_year"],
        entity=_who(shown),
        amount=Markup("<strong>{}</strong>").format(amount),
        share=words.percent(share),
    )
    return sentence + _balance(shown)


def _lead_template(shown: BudgetShown, is_each: bool) -> str:
    templates = {
        ("executed", True): tk._(
            "In {year}, {entity} spent {amount} per inhabitant, {share} of it to "
            "invest."
        ),
        ("executed", False): tk._(
            "In {year}, {entity} spent {amount}, {share} of it to invest."
        ),
        ("voted", True): tk._(
            "For {year}, {entity} plans to spend {amount} per inhabitant, {share} of "
            "it to invest."
        ),
        ("voted", False): tk._(
            "For {year}, {entity} plans to spend {amount}, {share} of it to invest."
        ),
    }
    return templates[shown["amount_basis"], is_each]


def _lead_of_change(shown: BudgetShown) -> Markup:
    spent, received = _total(shown, "expenditure"), _total(shown, "revenue")
    template = (
        tk._(
            "In {year}, this modification changes the planned expenditure of {entity} "
            "by {expenditure} and its planned revenue by {revenue}."
        )
        if spent or received
        else tk._(
            "In {year}, this modification leaves the planned totals of {entity} as "
            "they were: it moves amounts from one line to another, or adds none."
        )
    )
    strong = Markup("<strong>{}</strong>")
    return _safe(template).format(
        year=shown["header"]["fiscal_year"],
        entity=_who(shown),
        expenditure=strong.format(words.short(spent, signed=True)),
        revenue=strong.format(words.short(received, signed=True)),
    )


def _balance(shown: BudgetShown) -> Markup:
    """Return whether a closed account left money; a voted one balances by law."""
    if shown["amount_basis"] != "executed":
        return Markup("")
    gap = _total(shown, "revenue") - _total(shown, "expenditure")
    template = (
        tk._(" Its revenue exceeded its expenditure by {amount}.")
        if gap >= 0
        else tk._(" Its expenditure exceeded its revenue by {amount}.")
    )
    return _safe(template).format(
        amount=Markup("<strong>{}</strong>").format(words.short(abs(gap)))
    )


def _safe(template: str) -> Markup:
    """Return a translated sentence as markup; what is put into it gets escaped."""
    return Markup(template)  # noqa: S704 - our own words, no input


def key_figures(shown: BudgetShown) -> list[KeyFigure]:
    """Return the four totals, each with the best comparison at hand."""
    is_change = shown["header"]["stage"] == "dm"
    return [
        {
            "label": words.both_label(section, flow),
            "value": words.short(_total_of(shown, section, flow), signed=is_change),
            "note": _note(shown, section, flow),
        }
        for section in words.SECTIONS
        for flow in words.FLOWS
    ]


def _note(shown: BudgetShown, section: str, flow: str) -> str:
    if shown["header"]["stage"] == "dm":
        return tk._("change to the voted budget")
    value = _total_of(shown, section, flow)
    before = _year_before(shown)
    if before is not None and (
        former := Decimal(before["totals"][f"{section}_{flow}"])
    ):
        return tk._("{change} since {year}").format(
            change=words.signed_percent((value - former) / former),
            year=before["fiscal_year"],
        )
    voted = whole(shown, section, flow, "").voted
    if shown["amount_basis"] == "executed" and voted:
        return tk._("{share} of what was voted").format(
            share=words.percent(value / voted)
        )
    each = per_inhabitant(shown, value)
    return tk._("{amount} per inhabitant").format(amount=each) if each else ""


def _year_before(shown: BudgetShown) -> Sibling | None:
    header = shown["header"]
    return next(
        (
            sibling
            for sibling in shown["siblings"]
            if sibling["fiscal_year"] == header["fiscal_year"] - 1
            and SAME_KIND[sibling["budget_stage"]] == SAME_KIND[header["stage"]]
            and header["stage"] != "dm"
        ),
        None,
    )


def _total_of(shown: BudgetShown, section: str, flow: str) -> Decimal:
    return Decimal(shown["totals"][f"{section}_{flow}"])


def _total(shown: BudgetShown, flow: str) -> Decimal:
    return sum((_total_of(shown, section, flow) for section in words.SECTIONS), ZERO)


def _who(shown: BudgetShown) -> str:
    header = shown["header"]
    if header["budget_kind"] == "annexe" and header["budget_label"]:
        return tk._("the annexed budget {label} of {entity}").format(
            label=header["budget_label"], entity=header["entity_name"]
        )
    return header["entity_name"]
