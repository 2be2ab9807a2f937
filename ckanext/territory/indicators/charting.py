"""The charts of an indicator: its values over time, and by territory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter

from ckan.plugins import toolkit as tk

from ckanext.territory.domain import chart
from ckanext.territory.domain.indicator import (
    IndicatorValue,
    Milestone,
    Place,
    expected_at,
)
from ckanext.territory.indicators import words
from ckanext.territory.indicators.choosing import Chosen
from ckanext.territory.language import lang

OBSERVED, PATH = chart.LINES[0], chart.LINES[1]
MOST_BARS = 20


def values(chosen: Chosen) -> chart.ChartSpec | None:
    """Return the values over time, with the target and the path that leads there."""
    sheet = chosen.sheet
    if not sheet.observed and not sheet.unfinished:
        return None
    return chart.line_chart(
        list(_lines(chosen)),
        list(_rules(chosen)),
        chart.ChartText(
            title=_title(chosen, tk._("Values over time")),
            unit=_unit(chosen),
            source=source(chosen),
            alt=tk._(
                "Line chart: {title}. The same figures are in the table that follows."
            ).format(title=words.name(chosen.indicator.name, chosen.indicator.code)),
            sentence=trend(chosen),
            language=lang(),
        ),
        _table(chosen),
    )


def places(chosen: Chosen) -> chart.ChartSpec | None:
    """Return the latest values by territory, the highest first."""
    latest, others = chosen.sheet.latest, chosen.sheet.others
    if latest is None or not others:
        return None
    found = sorted([latest, *others], key=attrgetter("value"), reverse=True)
    unit = chosen.indicator.unit
    title = tk._("By territory, {period}").format(period=words.period(latest))
    return chart.bar_chart(
        [_bar(each, unit, is_own=each is latest) for each in found[:MOST_BARS]],
        [chart.Series(label=tk._("Value"), colour=OBSERVED)],
        chart.ChartText(
            title=title,
            unit=_unit(chosen),
            source=source(chosen),
            alt=tk._(
                "Bar chart: {title}. The same figures are in the table that follows."
            ).format(title=title),
            sentence=_spread(found, unit),
        ),
        chart.Table(
            caption=title,
            columns=(
                chart.Column(label=tk._("Territory")),
                chart.Column(label=tk._("Value"), is_number=True),
            ),
            rows=tuple(
                chart.Row(
                    texts=(words.place(each.place), words.value(each.value, unit)),
                    values=(words.place(each.place), each.value),
                )
                for each in found
            ),
        ),
    )


KINDS: dict[str, Callable[[Chosen], chart.ChartSpec | None]] = {
    "values": values,
    "places": places,
}


def source(chosen: Chosen) -> str:
    """Return the source line under a figure."""
    organization = chosen.dataset.get("organization") or {}
    said = [chosen.dataset.get("data_source"), organization.get("title")]
    return tk._("Source: {source}").format(
        source=", ".join(text for text in said if text)
        or str(chosen.dataset.get("title") or "")
    )


def trend(chosen: Chosen) -> str:
    """Return what the values did since the first one, in one sentence."""
    observed, unit = chosen.sheet.observed, chosen.indicator.unit
    if len(observed) <= 1:
        return tk._("Only one value is known.")
    first, last = observed[0], observed[-1]
    facts = {
        "first": words.value(first.value, unit),
        "last": words.value(last.value, unit),
        "start": words.period(first),
        "end": words.period(last),
    }
    if last.value == first.value:
        return tk._("{last} in {end}, as in {start}.").format(**facts)
    return tk._("From {first} ({start}) to {last} ({end}).").format(**facts)


def _spread(found: Sequence[IndicatorValue], unit: str) -> str:
    high, low = found[0], found[-1]
    return tk._("From {low} ({low_place}) to {high} ({high_place}).").format(
        low=words.value(low.value, unit),
        low_place=words.place(low.place),
        high=words.value(high.value, unit),
        high_place=words.place(high.place),
    )


def _bar(found: IndicatorValue, unit: str, *, is_own: bool) -> chart.Bar:
    text = words.value(found.value, unit)
    label = words.place(found.place)
    return chart.Bar(
        label=label,
        values=(found.value,),
        texts=(text,),
        tips=(tk._("{label}: {amount}").format(label=label, amount=text),),
        colour=OBSERVED if is_own else chart.REST,
    )


def _title(chosen: Chosen, text: str) -> str:
    place: Place | None = chosen.sheet.place
    return f"{text}, {words.place(place)}" if place else text


def _unit(chosen: Chosen) -> str:
    return tk._("Unit: {unit}").format(unit=chosen.indicator.unit or "–")


def _lines(chosen: Chosen) -> Iterator[chart.Line]:
    sheet, unit = chosen.sheet, chosen.indicator.unit
    yearly = all(map(words.is_year, [*sheet.observed, *sheet.unfinished]))
    yield chart.Line(
        label=tk._("Observed"),
        colour=OBSERVED,
        points=tuple(_point(each, unit) for each in sheet.observed),
    )
    if sheet.path:
        yield chart.Line(
            label=tk._("Expected path"),
            colour=PATH,
            style="dashed",
            points=tuple(_milestone(each, unit, yearly=yearly) for each in sheet.path),
        )
    if sheet.unfinished:
        yield chart.Line(
            label=tk._("Forecast or not ended"),
            colour=chart.REST,
            style="dots",
            points=tuple(_point(each, unit) for each in sheet.unfinished),
        )


def _point(found: IndicatorValue, unit: str) -> chart.Point:
    return chart.Point(
        at=found.start, value=found.value, text=words.value(found.value, unit)
    )


def _milestone(found: Milestone, unit: str, *, yearly: bool) -> chart.Point:
    # The figure of a year is drawn where its year begins; so is what it is to be.
    at = date(found.day.year, 1, 1) if yearly else found.day
    return chart.Point(at=at, value=found.value, text=words.value(found.value, unit))


def _rules(chosen: Chosen) -> Iterator[chart.Rule]:
    target = chosen.sheet.target
    if target is None:
        return
    label = (
        tk._("Target {year}").format(year=words.when(target.day))
        if target.day
        else tk._("Target")
    )
    text = words.value(target.value, chosen.indicator.unit)
    yield chart.Rule(label=label, value=target.value, text=text)


def _table(chosen: Chosen) -> chart.Table:
    return chart.Table(
        caption=tk._("{name}, values by period").format(
            name=words.name(chosen.indicator.name, chosen.indicator.code)
        ),
        columns=(
            chart.Column(label=tk._("Period")),
            chart.Column(label=tk._("Value"), is_number=True),
            chart.Column(label=tk._("Expected by its end"), is_number=True),
            chart.Column(label=tk._("Kind")),
        ),
        rows=tuple(_rows(chosen)),
    )


def _rows(chosen: Chosen) -> Iterator[chart.Row]:
    sheet, unit = chosen.sheet, chosen.indicator.unit
    for each in sorted(
        [*sheet.observed, *sheet.unfinished], key=lambda found: found.end
    ):
        expected = expected_at(sheet.path, each.end)
        yield _row(words.period(each), each.value, expected, _nature(each), unit)
    for milestone in sheet.path[1:]:
        text = tk._("Target")
        yield _row(words.when(milestone.day), None, milestone.value, text, unit)


def _row(
    period: str, found: Decimal | None, expected: Decimal | None, kind: str, unit: str
) -> chart.Row:
    cells = [
        None if each is None else round(each, 4).normalize()
        for each in (found, expected)
    ]
    return chart.Row(
        texts=(
            period,
            *("–" if cell is None else words.value(cell, unit) for cell in cells),
            kind,
        ),
        values=(
            period,
            *(None if c is None else Decimal(f"{c:f}") for c in cells),
            kind,
        ),
    )


def _nature(found: IndicatorValue) -> str:
    if found.kind == "forecast" or found.status == "F":
        return tk._("Forecast")
    if found.status == "P":
        return tk._("Provisional")
    if found.status == "E":
        return tk._("Estimated")
    return tk._("Observed")
