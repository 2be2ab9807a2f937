"""The performance part of a dataset's page: ready rows for its templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from markupsafe import Markup

from ckan.plugins import toolkit as tk

from ckanext.territory import chart_page, formatting
from ckanext.territory.chart_page import Choice, Figure, KeyFigure, Pill
from ckanext.territory.domain.indicator import Sheet
from ckanext.territory.figures import notes
from ckanext.territory.figures.types import FiguresShown
from ckanext.territory.indicators import charting, words
from ckanext.territory.indicators.choosing import Chosen, choose, margins, place_key
from ckanext.territory.language import lang

ANCHOR = "performance"
SECTIONS = (
    ("indicator_definition", "definition"),
    ("formula", "formula"),
    ("limits", "limits"),
)


class Section(TypedDict):
    """A text of the form: its heading and its Markdown."""

    id: str
    title: str
    text: str


class Page(TypedDict):
    """The performance part of a page."""

    code: str
    lead: Markup
    status: Pill
    reason: str
    figures: list[KeyFigure]
    switches: list[Choice]
    charts: list[Figure]
    sections: list[Section]
    method: list[str]
    remarks: list[str]
    is_reading: bool


def page(
    shown: FiguresShown, dataset: Mapping[str, Any], query: Mapping[str, str]
) -> Page | None:
    """Return the page of an indicator for what the query asks for."""
    chosen = choose(shown, dataset, query)
    if chosen is None or chosen.sheet.place is None:
        return None
    status, reason = _status(chosen)
    return {
        "code": chosen.indicator.code,
        "lead": _lead(chosen, status),
        "status": words.pill(status),
        "reason": reason,
        "figures": list(_figures(chosen)),
        "switches": list(_switches(chosen)),
        "charts": [
            chart_page.figure(
                spec, f"chart-{kind}", dataset["name"], kind, **chosen.query
            )
            for kind, make in charting.KINDS.items()
            if (spec := make(chosen)) is not None
        ],
        "sections": list(_sections(dataset)),
        "method": list(_method(chosen)),
        "remarks": [*notes.remarks(chosen.files, chosen.twice), *shown["errors"]],
        "is_reading": shown["state"] == "reading",
    }


def _status(chosen: Chosen) -> tuple[str, str]:
    """Return the status, and why a person corrected it, if one did."""
    reason = str(chosen.dataset.get("performance_status_reason") or "")
    corrected = str(chosen.dataset.get("performance_status") or "")
    if reason and corrected and not any(chosen.query.values()):
        return corrected, reason
    return chosen.sheet.assessment.status, ""


def _lead(chosen: Chosen, status: str) -> Markup:
    """Return the sentence that says the main thing."""
    sheet, unit = chosen.sheet, chosen.indicator.unit
    name = words.name(chosen.indicator.name, str(chosen.dataset.get("title") or ""))
    if sheet.latest is None:
        return Markup.escape(tk._("{name}: no period has ended yet.").format(name=name))
    facts: dict[str, object] = {
        "name": name,
        "value": Markup("<strong>{}</strong>").format(
            words.value(sheet.latest.value, unit)
        ),
        "period": words.period(sheet.latest),
    }
    if sheet.target is None:
        template = tk._("{name}: {value} in {period}. No target is set.")
        return _safe(template).format(**facts)
    facts["target"] = words.value(sheet.target.value, unit)
    facts["status"] = Markup("<strong>{}</strong>").format(words.said(status))
    if sheet.target.day is None:
        template = tk._(
            "{name}: {value} in {period}, for a target of {target}: {status}."
        )
        return _safe(template).format(**facts)
    facts["year"] = words.when(sheet.target.day)
    template = tk._(
        "{name}: {value} in {period}, for a target of {target} in {year}: {status}."
    )
    return _safe(template).format(**facts)


def _safe(template: str) -> Markup:
    """Return a translated sentence as markup; what is put into it gets escaped."""
    return Markup(template)  # noqa: S704 - our own words, no input


def _figures(chosen: Chosen) -> Iterator[KeyFigure]:
    sheet, unit = chosen.sheet, chosen.indicator.unit
    if sheet.latest is not None:
        yield {
            "label": tk._("Latest value, {period}").format(
                period=words.period(sheet.latest)
            ),
            "value": words.value(sheet.latest.value, unit),
            "note": _change(sheet, unit),
        }
    yield {
        "label": tk._("Target"),
        "value": words.value(sheet.target.value, unit) if sheet.target else "–",
        "note": _deadline(sheet),
    }
    rate = sheet.assessment.rate
    yield {
        "label": tk._("Way done"),
        "value": "–" if rate is None else formatting.percent(rate, lang(), decimals=0),
        "note": _due(sheet, unit),
    }


def _change(sheet: Sheet, unit: str) -> str:
    if sheet.latest is None or sheet.before is None:
        return ""
    gap = sheet.latest.value - sheet.before.value
    if not gap:
        return tk._("as in {period}").format(period=words.period(sheet.before))
    if unit == "%":
        text = formatting.number(abs(gap), lang())
        amount = tk._("{number} points").format(number=text)
    else:
        amount = words.value(abs(gap), unit)
    return tk._("{change} since {year}").format(
        change=f"{'+' if gap > 0 else '−'}{amount}", year=words.period(sheet.before)
    )


def _deadline(sheet: Sheet) -> str:
    if sheet.target is None:
        return tk._("no target is set")
    if sheet.target.day is None:
        return tk._("without a date")
    return tk._("by {date}").format(date=words.when(sheet.target.day))


def _due(sheet: Sheet, unit: str) -> str:
    if sheet.assessment.rate is None:
        return tk._("needs a starting value and a target")
    if sheet.expected is None or sheet.latest is None:
        return ""
    return tk._("{value} was expected in {period}").format(
        value=words.value(round(sheet.expected, 2), unit),
        period=words.period(sheet.latest),
    )


def _switches(chosen: Chosen) -> Iterator[Choice]:
    address = f"{tk.url_for('performance.read', id=chosen.dataset['name'])}#{ANCHOR}"
    query = chosen.query
    if len(chosen.indicators) > 1:
        choices = {
            "" if each.code == chosen.headline else each.code: words.name(
                each.name, each.code
            )
            for each in chosen.indicators
        }
        yield chart_page.choice(
            tk._("Indicator"), choices, query["indicateur"], address, "indicateur"
        )
    if len(chosen.places) > 1:
        choices = {
            place_key(place) if at else "": words.place(place)
            for at, place in enumerate(chosen.places)
        }
        yield chart_page.choice(
            tk._("Territory"),
            choices,
            query["territoire"],
            address,
            "territoire",
            indicateur=query["indicateur"],
        )


def _sections(dataset: Mapping[str, Any]) -> Iterator[Section]:
    titles = {
        "definition": tk._("Definition"),
        "formula": tk._("How it is computed"),
        "limits": tk._("Limits"),
    }
    for field, name in SECTIONS:
        if dataset.get(field):
            text = str(dataset[field])
            yield {"id": f"performance-{name}", "title": titles[name], "text": text}


def _method(chosen: Chosen) -> Iterator[str]:
    """Yield how the figures were made, one sentence each."""
    sheet, unit = chosen.sheet, chosen.indicator.unit
    direction = str(chosen.dataset.get("direction") or "")
    if direction in words.DIRECTIONS and chosen.indicator.code == chosen.headline:
        yield tk._(words.DIRECTIONS[direction])
    if sheet.path and sheet.baseline:
        yield tk._(
            "The expected path goes straight from {value} in {period} to the target."
        ).format(
            value=words.value(sheet.baseline.value, unit),
            period=words.when(sheet.baseline.day),
        )
    if sheet.target is not None:
        at_risk = formatting.percent(margins().at_risk, lang(), decimals=0)
        yield tk._(
            "On track: at least the progress expected by now. At risk: at least "
            "{share} of it. Off track: less."
        ).format(share=at_risk)
    yield tk._("Only periods that have ended count as the latest value.")
    yield from notes.counts(chosen.files)
