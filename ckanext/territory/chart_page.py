"""What pages with charts share: figures ready to show, and choices as links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict
from urllib.parse import urlencode

from markupsafe import Markup

from ckan.plugins import toolkit as tk

from ckanext.territory import charts
from ckanext.territory.domain.chart import ChartSpec


class Link(TypedDict):
    """One choice of a switch."""

    label: str
    url: str
    is_current: bool


class Switch(TypedDict):
    """Choices among which one is current."""

    label: str
    links: list[Link]


class Option(Link):
    """A choice that may be picked from a list: ``value`` of the parameter."""

    value: str


class Choice(TypedDict):
    """Choices by a parameter of the address.

    ``name`` is the parameter, ``action`` the page, ``kept`` its other parameters.
    """

    label: str
    name: str
    action: str
    kept: dict[str, str]
    links: list[Option]


class Figure(TypedDict):
    """A chart with everything its template shows."""

    id: str
    chart: ChartSpec
    wide: Markup
    narrow: Markup
    spec_url: str
    downloads: list[Link]


class KeyFigure(TypedDict):
    """A key figure: its label, its value with the unit, what to compare it with."""

    label: str
    value: str
    note: str


class Pill(TypedDict):
    """A state as word, tone and shape: never by colour alone."""

    label: str
    tone: str
    shape: str


def figure(
    spec: ChartSpec, anchor: str, dataset: str, kind: str, **query: str
) -> Figure:
    """Return a chart ready to show; ``kind`` and ``query`` make it again as a file."""
    return {
        "id": anchor,
        "chart": spec,
        # Markup of our own renderer, which escapes the words of the file.
        "wide": Markup(charts.inline_svg(spec.vega_lite)),  # noqa: S704
        "narrow": Markup(charts.inline_svg(spec.narrow)),  # noqa: S704
        "spec_url": file_url(dataset, kind, "json", query),
        "downloads": [
            download(dataset, kind, extension, query)
            for extension in ("csv", "png", "svg")
        ],
    }


def download(dataset: str, kind: str, extension: str, query: Mapping[str, str]) -> Link:
    """Return the link to a chart or a table as a file."""
    return {
        "label": extension.upper(),
        "url": file_url(dataset, kind, extension, query),
        "is_current": False,
    }


def file_url(
    dataset: str, kind: str, extension: str, query: Mapping[str, str] | None = None
) -> str:
    """Return the address of a chart as a file; empty choices are left out."""
    chosen = {name: value for name, value in (query or {}).items() if value}
    return tk.url_for(
        "territory_chart.file",
        dataset=dataset,
        kind=kind,
        extension=extension,
        **chosen,
    )


def choice(
    label: str,
    choices: Mapping[str, str],
    current: str,
    address: str,
    name: str,
    **others: str,
) -> Choice:
    """Return a choice by the parameter ``name`` of an address.

    ``choices`` are labels by value, ``others`` the parameters that stay as they are;
    empty values are left out. The address may end with an anchor.
    """
    page, hash_sign, anchor = address.partition("#")
    kept = {key: value for key, value in others.items() if value}
    links: list[Option] = []
    for value, text in choices.items():
        query = {**kept, **({name: value} if value else {})}
        asked = f"?{urlencode(query)}" if query else ""
        links.append(
            {
                "label": text,
                "value": value,
                "url": f"{page}{asked}{hash_sign}{anchor}",
                "is_current": value == current,
            }
        )
    return {
        "label": label,
        "name": name,
        "action": address,
        "kept": kept,
        "links": links,
    }
