"""Words of the budget pages, in the language of the reader."""

from __future__ import annotations

from decimal import Decimal

from ckan.plugins import toolkit as tk

from ckanext.territory import formatting
from ckanext.territory.budgets.types import BudgetShown
from ckanext.territory.language import lang

SECTIONS = ("operating", "investment")
FLOWS = ("expenditure", "revenue")


def section_label(section: str) -> str:
    """Return the name of a section."""
    return {
        "operating": tk._("Operating"),
        "investment": tk._("Investment"),
    }[section]


def flow_label(flow: str) -> str:
    """Return the name of a flow."""
    return {"expenditure": tk._("Expenditure"), "revenue": tk._("Revenue")}[flow]


def both_label(section: str, flow: str) -> str:
    """Return the name of a section and flow together."""
    return {
        ("operating", "expenditure"): tk._("Operating expenditure"),
        ("operating", "revenue"): tk._("Operating revenue"),
        ("investment", "expenditure"): tk._("Investment expenditure"),
        ("investment", "revenue"): tk._("Investment revenue"),
    }[section, flow]


def stage_label(stage: str) -> str:
    """Return the name of a stage of the budget."""
    return {
        "bp": tk._("Initial budget"),
        "bs": tk._("Supplementary budget"),
        "dm": tk._("Amending decision"),
        "ca": tk._("Administrative account"),
        "cfu": tk._("Single financial account"),
    }[stage]


def stage_with_number(stage: str, number: int | None) -> str:
    """Return the name of a stage, with the number of the decision if it has one."""
    if number:
        return tk._("{stage} no. {number}").format(
            stage=stage_label(stage), number=number
        )
    return stage_label(stage)


def basis_label(shown: BudgetShown) -> str:
    """Return what the amounts of a budget are: executed, voted, or a change."""
    if shown["header"]["stage"] == "dm":
        return tk._("Change")
    return {"executed": tk._("Executed"), "voted": tk._("Voted")}[shown["amount_basis"]]


def source(shown: BudgetShown) -> str:
    """Return the source line under a figure."""
    header = shown["header"]
    return tk._("Source: {document} {year}, {entity}").format(
        document=stage_with_number(header["stage"], header["decision_number"]).lower(),
        year=header["fiscal_year"],
        entity=header["entity_name"],
    )


def euro(value: Decimal) -> str:
    """Return an amount in full euros."""
    return formatting.euro(value, lang())


def short(value: Decimal, *, signed: bool = False) -> str:
    """Return an amount as it is read aloud, with its sign when it is a change."""
    text = formatting.euro_short(abs(value) if signed else value, lang())
    if not signed or not value:
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def percent(ratio: Decimal, *, decimals: int = 0) -> str:
    """Return a share in per cent."""
    return formatting.percent(ratio, lang(), decimals=decimals)


def signed_percent(ratio: Decimal) -> str:
    """Return a change in per cent, always with its sign."""
    return f"{'+' if ratio >= 0 else '−'}{percent(abs(ratio), decimals=1)}"
