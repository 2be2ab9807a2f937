"""The chart of a property: one line for each station, and its thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ckan.plugins import toolkit as tk

from ckanext.territory.domain import chart
from ckanext.territory.domain.environment import Bucket, Observed
from ckanext.territory.environment import comparing, words
from ckanext.territory.environment.choosing import Chosen, moment
from ckanext.territory.environment.words import decimal
from ckanext.territory.language import lang


def series(chosen: Chosen) -> chart.ChartSpec:
    """Return the series of the stations shown, with the thresholds that apply."""
    title = heading(chosen)
    return chart.line_chart(
        [_line(chosen, each, at) for at, each in enumerate(chosen.series)],
        list(_rules(chosen)),
        chart.ChartText(
            title=title,
            unit=tk._("Unit: {unit}").format(unit=chosen.unit or "–"),
            source=source(chosen),
            alt=tk._(
                "Line chart: {title}. The same figures are in the table that follows."
            ).format(title=title),
            sentence=_sentence(chosen),
            language=lang(),
            others=tk._("other stations"),
        ),
        _table(chosen),
    )


def heading(chosen: Chosen) -> str:
    """Return what is drawn: the property, the period of each point, the station."""
    name = words.label(chosen.known, chosen.code)
    level = tk._(words.LEVELS[chosen.series[0].level])
    if chosen.highest:
        level = tk._("highest value {level}").format(level=level)
    if chosen.station:
        place = chosen.name_of(chosen.station)
        return tk._("{name}, {level}, {place}").format(
            name=name, level=level, place=place
        )
    return tk._("{name}, {level}").format(name=name, level=level)


def source(chosen: Chosen) -> str:
    """Return the source line under a figure, with the level of validation."""
    organization = chosen.dataset.get("organization") or {}
    said = [
        chosen.dataset.get("credit_line"),
        chosen.dataset.get("sensor_network"),
        organization.get("title"),
    ]
    text = tk._("Source: {source}").format(
        source=", ".join(str(each) for each in said if each)
        or str(chosen.dataset.get("title") or "")
    )
    level = words.choice(chosen.dataset, "validation_level")
    if not level:
        return text
    return tk._("{source}. Validation: {level}.").format(
        source=text, level=level.lower()
    )


def shown_value(chosen: Chosen, point: Bucket) -> float:
    """Return the value of a point that is asked for."""
    return point.high if chosen.highest else point.value


def _line(chosen: Chosen, found: Observed, at: int) -> chart.Line:
    return chart.Line(
        label=chosen.name_of(found.station),
        colour=chart.LINES[at % len(chart.LINES)],
        points=tuple(_points(chosen, found)),
    )


def _points(chosen: Chosen, found: Observed) -> Iterator[chart.Point]:
    """Yield the points; a period without readings, or with too few, is a gap."""
    end: int | None = None
    for each in found.points:
        if end is not None and found.level != "sample" and each.start > end:
            yield chart.Point(at=moment(end), value=None, text="")
        end = each.end
        value = shown_value(chosen, each)
        yield chart.Point(
            at=moment(each.start),
            value=decimal(value) if each.is_whole else None,
            text=words.value(value, chosen),
        )


def _rules(chosen: Chosen) -> Iterator[chart.Rule]:
    for each in comparing.drawn(chosen):
        yield chart.Rule(
            label=tk._(words.KINDS[each.kind]),
            value=decimal(each.value),
            text=words.value(each.value, chosen),
        )


def _sentence(chosen: Chosen) -> str:
    """Return the highest point, where and when it was."""
    known = [
        (shown_value(chosen, point), point, found)
        for found in chosen.series
        for point in found.points
        if point.is_whole
    ]
    if not known:
        return tk._("No period has enough readings to be drawn.")
    value, point, found = max(known, key=lambda each: each[0])
    facts = {
        "value": words.value(value, chosen),
        "place": chosen.name_of(found.station),
        "period": words.bucket(point),
    }
    said = tk._("The highest: {value} at {place} ({period}).").format(**facts)
    rules = ", ".join(
        tk._("{threshold} ({text})").format(
            threshold=words.threshold(each, chosen), text=words.cited(each)
        )
        for each in comparing.drawn(chosen)
    )
    return (
        tk._("{said} On the chart: {rules}.").format(said=said, rules=rules)
        if (rules)
        else said
    )


def _table(chosen: Chosen) -> chart.Table:
    stations = chosen.series
    values: dict[tuple[int, int], list[Decimal | None]] = {}
    for at, found in enumerate(stations):
        for point in found.points:
            row = values.setdefault((point.start, point.end), [None] * len(stations))
            if point.is_whole:
                row[at] = decimal(shown_value(chosen, point))
    return chart.Table(
        caption=tk._("{title}, in {unit}").format(
            title=heading(chosen), unit=chosen.unit or "–"
        ),
        columns=(
            chart.Column(label=tk._("Period")),
            *(
                chart.Column(label=chosen.name_of(each.station), is_number=True)
                for each in stations
            ),
        ),
        rows=tuple(_row(chosen, bounds, values[bounds]) for bounds in sorted(values)),
    )


def _row(
    chosen: Chosen, bounds: tuple[int, int], cells: Sequence[Decimal | None]
) -> chart.Row:
    start, end = bounds
    return chart.Row(
        texts=(
            words.when(start, end - start),
            *(
                "–" if cell is None else words.value(float(cell), chosen)
                for cell in cells
            ),
        ),
        values=(moment(start).strftime("%Y-%m-%dT%H:%M"), *cells),
    )
