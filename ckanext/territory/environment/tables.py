"""The tables of an environment page: latest readings, thresholds, all periods."""

from __future__ import annotations

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.chart import Column, Row, Table
from ckanext.territory.environment import comparing, words
from ckanext.territory.environment.choosing import Chosen, moment
from ckanext.territory.environment.comparing import Compared
from ckanext.territory.environment.words import decimal


def latest(chosen: Chosen) -> Table:
    """Return the last reading of each station."""
    return Table(
        caption=tk._("{name}, latest reading by station").format(
            name=words.label(chosen.known, chosen.code)
        ),
        columns=(
            Column(label=tk._("Station")),
            Column(label=tk._("Code")),
            Column(label=tk._("Latest reading"), is_number=True),
            Column(label=tk._("Unit")),
            Column(label=tk._("When")),
        ),
        rows=tuple(
            Row(
                texts=(
                    chosen.name_of(each.station),
                    each.station,
                    words.value(each.value, chosen),
                    chosen.unit,
                    words.when(each.last, each.length),
                ),
                values=(
                    chosen.name_of(each.station),
                    each.station,
                    decimal(each.value),
                    chosen.unit,
                    clock(each.last),
                ),
            )
            for each in chosen.every
        ),
    )


def exceedances(chosen: Chosen) -> Table:
    """Return how often each threshold was exceeded at each station."""
    return Table(
        caption=tk._("{name}, thresholds in {year}").format(
            name=words.label(chosen.known, chosen.code), year=chosen.year
        ),
        columns=(
            Column(label=tk._("Threshold")),
            Column(label=tk._("Text")),
            Column(label=tk._("Station")),
            Column(label=tk._("Year"), is_number=True),
            Column(label=tk._("Exceedances"), is_number=True),
            Column(label=tk._("Allowed"), is_number=True),
            Column(label=tk._("Compared"), is_number=True),
            Column(label=tk._("Verdict")),
        ),
        rows=tuple(_exceedance(chosen, each) for each in comparing.compared(chosen)),
    )


def periods(chosen: Chosen) -> Table:
    """Return every period of the series shown: value, extremes, number, coverage."""
    labels = (
        tk._("Station"),
        tk._("Code"),
        tk._("Start"),
        tk._("End"),
        tk._("Value"),
        tk._("Lowest"),
        tk._("Highest"),
        tk._("Readings"),
        tk._("Coverage"),
    )
    return Table(
        caption=words.label(chosen.known, chosen.code),
        columns=tuple(Column(label=text) for text in (*labels, tk._("Unit"))),
        rows=tuple(
            Row(
                texts=(),
                values=(
                    chosen.name_of(found.station),
                    found.station,
                    clock(point.start),
                    clock(point.end),
                    decimal(point.value),
                    decimal(point.low),
                    decimal(point.high),
                    point.count,
                    None if point.coverage is None else decimal(point.coverage),
                    chosen.unit,
                ),
            )
            for found in chosen.series
            for point in found.points
        ),
    )


def clock(second: int) -> str:
    """Return a time on the clock as the file wrote it, without its offset."""
    return moment(second).strftime("%Y-%m-%dT%H:%M")


def _exceedance(chosen: Chosen, found: Compared) -> Row:
    texts = (
        words.threshold(found.threshold, chosen),
        words.cited(found.threshold),
        chosen.name_of(found.series.station),
    )
    state = words.pill(found.state)["label"]
    verdict = found.verdict
    if verdict is None:
        blank = (None, found.threshold.allowed, None)
        return Row(
            texts=(*texts, "", "", "", "", state),
            values=(*texts, chosen.year, *blank, state),
        )
    counts = (decimal(verdict.exceeded), found.threshold.allowed, verdict.checked)
    shown = tuple(str(each) for each in (chosen.year, *counts))
    return Row(
        texts=(*texts, *shown, state), values=(*texts, chosen.year, *counts, state)
    )
