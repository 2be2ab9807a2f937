"""The environment part of a dataset's page: ready rows for its templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypedDict

from markupsafe import Markup

from ckan.plugins import toolkit as tk

from ckanext.territory import chart_page, formatting
from ckanext.territory.chart_page import Choice, Figure, KeyFigure, Link
from ckanext.territory.environment import (
    charting,
    comparing,
    leading,
    listing,
    map,
    tables,
    words,
)
from ckanext.territory.environment.choosing import ANCHOR, HIGHEST, Chosen, choose
from ckanext.territory.environment.known import properties
from ckanext.territory.figures import notes
from ckanext.territory.figures.types import FiguresShown
from ckanext.territory.language import lang

SHOWN_ROWS = 100


class Page(TypedDict):
    """The environment part of a page."""

    lead: Markup
    facts: list[tuple[str, str]]
    figures: list[KeyFigure]
    properties: list[Choice]
    switches: list[Choice]
    latest_caption: str
    latest: list[listing.Reading]
    latest_files: list[Link]
    charts: list[Figure]
    exceedances_caption: str
    exceedances: list[listing.Group]
    exceedances_files: list[Link]
    map: map.MapFigure | None
    method: list[str]
    remarks: list[str]
    is_reading: bool


def page(
    shown: FiguresShown, dataset: Mapping[str, Any], query: Mapping[str, str]
) -> Page | None:
    """Return the page of what the query asks for, None without observations."""
    chosen = choose(shown, dataset, query)
    if chosen is None:
        return None
    compared = comparing.compared(chosen)
    name, own = dataset["name"], chosen.query
    return {
        "lead": leading.lead(chosen),
        "facts": list(_facts(chosen)),
        "figures": leading.key_figures(chosen, compared),
        "properties": _properties(chosen),
        "switches": list(_switches(chosen)),
        "latest_caption": tables.latest(chosen).caption,
        "latest": [listing.reading(chosen, each) for each in chosen.every],
        "latest_files": [chart_page.download(name, "latest", "csv", own)],
        "charts": [_chart(chosen)],
        "exceedances_caption": tables.exceedances(chosen).caption,
        "exceedances": listing.groups(chosen, compared),
        "exceedances_files": [chart_page.download(name, "exceedances", "csv", own)],
        "map": map.figure(chosen),
        "method": list(_method(chosen)),
        "remarks": [
            *notes.remarks(
                [*chosen.files, *chosen.sensor_files], chosen.merged.overlaps
            ),
            *shown["errors"],
        ],
        "is_reading": shown["state"] == "reading",
    }


def _facts(chosen: Chosen) -> Iterator[tuple[str, str]]:
    """Yield what must be known of every figure of the page."""
    yield tk._("Unit"), chosen.unit or "–"
    level = words.choice(chosen.dataset, "validation_level")
    yield tk._("Validation"), level or tk._("not said")
    nature = words.choice(chosen.dataset, "data_nature")
    if nature:
        yield tk._("Nature"), nature
    yield tk._("Time step"), words.step(chosen.series[0].step)


def _properties(chosen: Chosen) -> list[Choice]:
    if len(chosen.codes) <= 1:
        return []
    known = properties().known
    choices = {
        code if at else "": words.short(known.get(code), code)
        for at, code in enumerate(chosen.codes)
    }
    own = chosen.query
    return [
        chart_page.choice(
            tk._("What is measured"),
            choices,
            own["grandeur"],
            _address(chosen),
            "grandeur",
            station=own["station"],
        )
    ]


def _switches(chosen: Chosen) -> Iterator[Choice]:
    own = chosen.query
    if len(chosen.every) > 1:
        stations = {each.station: chosen.name_of(each.station) for each in chosen.every}
        yield chart_page.choice(
            tk._("Station"),
            {"": tk._("All"), **stations},
            own["station"],
            _address(chosen),
            "station",
            grandeur=own["grandeur"],
            valeur=own["valeur"],
        )
    if chosen.can_choose_highest:
        yield chart_page.choice(
            tk._("Value"),
            {"": tk._("Mean"), HIGHEST: tk._("Highest hour")},
            own["valeur"],
            _address(chosen),
            "valeur",
            grandeur=own["grandeur"],
            station=own["station"],
        )


def _address(chosen: Chosen) -> str:
    return f"{tk.url_for('environment.read', id=chosen.dataset['name'])}#{ANCHOR}"


def _chart(chosen: Chosen) -> Figure:
    spec = charting.series(chosen)
    if len(spec.rows) > SHOWN_ROWS:
        caption = tk._("{caption}: the last {count} periods. The file has all.").format(
            caption=spec.caption, count=SHOWN_ROWS
        )
        spec = replace(spec, rows=spec.rows[-SHOWN_ROWS:], caption=caption)
    name, own = chosen.dataset["name"], chosen.query
    made = chart_page.figure(spec, "chart-series", name, "series", **own)
    details = chart_page.download(name, "periods", "csv", own)
    made["downloads"].append({**details, "label": tk._("All details (CSV)")})
    return made


def _method(chosen: Chosen) -> Iterator[str]:
    """Yield how the figures were made, one sentence each."""
    how = {
        "mean": tk._("Values over a longer period are means of the readings."),
        "energy": tk._("Decibels are averaged as energy, not as numbers."),
        "sum": tk._("Values over a longer period are sums of the readings."),
    }.get(chosen.how)
    if how:
        yield how
    yield tk._(
        "A period of which less than three quarters is covered by readings has no "
        "value; a mean of a year needs nine tenths."
    )
    yield tk._("Hours and days are those written in the files.")
    statuses = chosen.merged.statuses
    if statuses.get("P"):
        yield tk.ungettext(
            "{count} reading is provisional.",
            "{count} readings are provisional.",
            statuses["P"],
        ).format(count=formatting.number(statuses["P"], lang(), decimals=0))
    if statuses.get("E"):
        yield tk.ungettext(
            "{count} reading is an estimate.",
            "{count} readings are estimates.",
            statuses["E"],
        ).format(count=formatting.number(statuses["E"], lang(), decimals=0))
    if chosen.merged.forecast:
        yield tk._("Forecasts are left out.")
    yield from notes.counts(chosen.files)
