"""The budget part of a dataset's page: ready rows, no computing in templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from markupsafe import Markup

from ckan.plugins import toolkit as tk

from ckanext.territory import chart_page
from ckanext.territory.budgets import charting, figures, words
from ckanext.territory.budgets.types import BudgetShown, Sibling
from ckanext.territory.chart_page import Figure, KeyFigure, Link, Switch

ANCHOR = "budget"


class Page(TypedDict):
    """The budget part of a page."""

    lead: Markup
    figures: list[KeyFigure]
    switches: list[Switch]
    charts: list[Figure]
    years: list[Switch]
    warnings: list[str]
    method: list[str]


def page(shown: BudgetShown, name: str, query: Mapping[str, str]) -> Page:
    """Return the page of a budget, for the section and flow that the query asks for."""
    section = _chosen(query.get("section"), words.SECTIONS)
    flow = _chosen(query.get("flow"), words.FLOWS)
    return {
        "lead": figures.lead(shown),
        "figures": figures.key_figures(shown),
        "switches": _switches(name, section, flow),
        "charts": [
            figure
            for kind in charting.kinds(shown, section, flow)
            if (figure := _figure(shown, name, kind)) is not None
        ],
        "years": _years(shown, name),
        "warnings": shown["warnings"],
        "method": _method(shown),
    }


def _chosen(value: str | None, choices: tuple[str, ...]) -> str:
    return value if value in choices else choices[0]


def _figure(shown: BudgetShown, name: str, kind: charting.Kind) -> Figure | None:
    spec = charting.build(shown, kind)
    if spec is None:
        return None
    return chart_page.figure(spec, f"chart-{kind.by}", name, str(kind))


def _switches(name: str, section: str, flow: str) -> list[Switch]:
    return [
        {
            "label": tk._("Section"),
            "links": [
                _link(name, words.section_label(each), each, flow, each == section)
                for each in words.SECTIONS
            ],
        },
        {
            "label": tk._("Expenditure or revenue"),
            "links": [
                _link(name, words.flow_label(each), section, each, each == flow)
                for each in words.FLOWS
            ],
        },
    ]


def _link(name: str, label: str, section: str, flow: str, is_current: bool) -> Link:
    url = tk.url_for("budget.read", id=name, section=section, flow=flow, _anchor=ANCHOR)
    return {"label": label, "url": url, "is_current": is_current}


def _years(shown: BudgetShown, name: str) -> list[Switch]:
    """Return the stages of the same exercise, then the same stage of other years."""
    header = shown["header"]
    own: Link = {
        "label": "",
        "url": tk.url_for("budget.read", id=name),
        "is_current": True,
    }
    same_year = [
        sibling
        for sibling in shown["siblings"]
        if sibling["fiscal_year"] == header["fiscal_year"]
    ]
    same_stage = [
        sibling
        for sibling in shown["siblings"]
        if figures.SAME_KIND[sibling["budget_stage"]]
        == figures.SAME_KIND[header["stage"]]
        and sibling["fiscal_year"] != header["fiscal_year"]
    ]
    stage = words.stage_with_number(header["stage"], header["decision_number"])
    found: list[Switch] = []
    if same_stage:
        years = [(_year(each), each["fiscal_year"]) for each in same_stage]
        mine: Link = {**own, "label": str(header["fiscal_year"])}
        years.append((mine, header["fiscal_year"]))
        years.sort(key=lambda pair: pair[1])
        found.append({"label": tk._("Year"), "links": [link for link, _ in years]})
    if same_year:
        stages = [_stage(each) for each in same_year]
        found.append(
            {"label": tk._("Stage"), "links": [{**own, "label": stage}, *stages]}
        )
    return found


def _year(sibling: Sibling) -> Link:
    return {
        "label": str(sibling["fiscal_year"]),
        "url": tk.url_for("budget.read", id=sibling["name"]),
        "is_current": False,
    }


def _stage(sibling: Sibling) -> Link:
    return {
        "label": words.stage_with_number(
            sibling["budget_stage"], sibling["decision_number"]
        ),
        "url": tk.url_for("budget.read", id=sibling["name"]),
        "is_current": False,
    }


def _method(shown: BudgetShown) -> list[str]:
    """Return how the figures were made, one sentence each."""
    basis = {
        "executed": tk._("Amounts are those executed, as stated in the account."),
        "voted": tk._("Amounts are those voted."),
    }[shown["amount_basis"]]
    if shown["header"]["stage"] == "dm":
        basis = tk._(
            "Amounts are changes to what was voted before; they may be negative."
        )
    said = [
        basis,
        tk._(
            "Only real operations count: internal operations move no money, and "
            "results carried over from the year before (chapters 001 and 002) are "
            "left out."
        ),
        tk.ungettext(
            "The figures come from {count} line of the file.",
            "The figures come from the {count} lines of the file.",
            shown["lines"],
        ).format(count=shown["lines"]),
    ]
    blanked = sum(shown["blanked"].values())
    if blanked:
        said.append(
            tk.ungettext(
                "{count} value that named a person was blanked in the published "
                "document.",
                "{count} values that named persons were blanked in the published "
                "document.",
                blanked,
            ).format(count=blanked)
        )
    return said
