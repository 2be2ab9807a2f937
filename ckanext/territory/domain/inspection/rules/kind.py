"""The type of the dataset and the fields of that type, where the rows say them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ckanext.territory.domain.inspection.columns import Column
from ckanext.territory.domain.inspection.found import Proposal
from ckanext.territory.domain.inspection.properties import Property
from ckanext.territory.domain.inspection.rules.period import day_column
from ckanext.territory.domain.inspection.subject import Subject
from ckanext.territory.domain.table import read_date, read_number

TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    "budget": {"fr": "Budget", "en": "Budget"},
    "performance": {"fr": "Performance", "en": "Performance"},
    "environment": {"fr": "Environnement", "en": "Environment"},
}
_INDICATOR: Final = ("indicator_code", "value", "period_start")
_OBSERVATION: Final = ("station_code", "property", "value", "period_start")
_FOOTPRINT: Final = ("activity", "factor", "emissions_kgco2e")
_CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,40}")
_STATIONS: Final = 50
_STEPS: Final = {900: "PT15M", 3600: "PT1H", 86400: "P1D"}
_REGULAR: Final = 0.8
_FEWEST: Final = 3


def propose_type(subject: Subject) -> Iterator[Proposal]:
    """Yield the type and its fields; nothing for a plain dataset."""
    if subject.budget is not None:
        yield _type(subject, "budget", "inspection.because_budget", 0.95)
    elif _has(subject, _INDICATOR):
        yield _type(subject, "performance", "inspection.because_indicator", 0.9)
        yield from _indicator(subject)
    elif _has(subject, _OBSERVATION):
        yield _type(subject, "environment", "inspection.because_observations", 0.9)
        yield from _observations(subject)
    elif _has(subject, _FOOTPRINT):
        yield _type(subject, "environment", "inspection.because_footprint", 0.85)
        yield _field(
            "environment_domain", ["ges"], "inspection.because_footprint", 0.85
        )
    else:
        yield from _wide(subject)


def _has(subject: Subject, names: Sequence[str]) -> bool:
    return all(subject.named(name) is not None for name in names)


def _type(subject: Subject, kind: str, reason: str, confidence: float) -> Proposal:
    text = TYPES[kind].get(subject.request.language, TYPES[kind]["en"])
    return Proposal(
        field="type", value=kind, reason=reason, text=text, confidence=confidence
    )


def _field(
    name: str, value: object, reason: str, confidence: float, **facts: str
) -> Proposal:
    return Proposal(
        field=name, value=value, reason=reason, facts=facts, confidence=confidence
    )


def _indicator(subject: Subject) -> Iterator[Proposal]:
    code, unit = subject.named("indicator_code"), subject.named("unit")
    if code is None or code.distinct != 1 or not subject.sample.is_whole:
        return
    if _CODE.fullmatch(code.values[0]):
        yield _one("indicator_code", code, code.values[0])
    if unit is not None and unit.distinct == 1:
        yield _one("unit_measure", unit, unit.values[0])
    yield from _aims(subject, "target", "target_value", "target_year", is_last=True)
    yield from _aims(
        subject, "baseline", "baseline_value", "baseline_year", is_last=False
    )


def _one(name: str, column: Column, value: object) -> Proposal:
    reason = "inspection.because_one_value"
    return _field(name, value, reason, 0.9, column=column.name)


def _aims(
    subject: Subject, kind: str, value_field: str, year_field: str, *, is_last: bool
) -> Iterator[Proposal]:
    """Yield the last target, or the first baseline, of a table of one territory."""
    kinds, values = subject.named("value_kind"), subject.named("value")
    ends, places = subject.named("period_end"), subject.named("territory_code")
    if kinds is None or values is None or ends is None:
        return
    if places is not None and places.distinct > 1:
        return
    found: list[tuple[str, Decimal]] = []
    for row in subject.sample.rows:
        number = read_number(row[values.place])
        if row[kinds.place].strip() == kind and number is not None:
            found.append((row[ends.place].strip(), number))
    found.sort()
    if not found:
        return
    when, number = found[-1 if is_last else 0]
    reason = "inspection.because_value_kind"
    facts = {"column": kinds.name, "kind": kind}
    yield _field(value_field, str(number), reason, 0.85, **facts)
    if re.match(r"[0-9]{4}", when):
        yield _field(year_field, when[:4], reason, 0.85, **facts)


def _observations(subject: Subject) -> Iterator[Proposal]:
    column = subject.named("property")
    units, stations = subject.named("unit"), subject.named("station_code")
    if column is None or units is None or stations is None:
        return
    known = [subject.request.properties.of_value(each) for each in column.different]
    found = [each for each in known if each is not None]
    if len(found) == len(known):
        yield from _of_properties(found, column.name)
    yield _one("unit_measure", units, units.different)
    if stations.distinct <= _STATIONS and subject.sample.is_whole:
        yield _one("station_code", stations, stations.different)
    yield from _resolution(subject, subject.named("period_start"), stations)


def _of_properties(found: Sequence[Property], column: str) -> Iterator[Proposal]:
    reason = "inspection.because_properties"
    domains = list(dict.fromkeys(each.domain for each in found if each.domain))
    names = ", ".join(each.labels.get("fr", each.code) for each in found)
    if domains:
        yield _field(
            "environment_domain", domains, reason, 0.85, column=column, names=names
        )
    codes = list(dict.fromkeys(each.code for each in found))
    yield _field("observed_property", codes, reason, 0.85, column=column, names=names)


def _wide(subject: Subject) -> Iterator[Proposal]:
    """Yield the fields of a table that has a column for each property, by time."""
    when = day_column(subject)
    measured = [
        (column, found)
        for column in subject.columns
        if column.type in ("integer", "number")
        and (found := subject.request.properties.of_column(column.name)) is not None
    ]
    if when is None or not measured:
        return
    names = ", ".join(column.name for column, _found in measured)
    found = [each for _column, each in measured]
    yield _type(subject, "environment", "inspection.because_properties", 0.8)
    yield from _of_properties(found, names)
    units = list(dict.fromkeys(each.unit for each in found if each.unit))
    reason = "inspection.because_properties"
    labels = ", ".join(each.labels.get("fr", each.code) for each in found)
    yield _field("unit_measure", units, reason, 0.75, column=names, names=labels)
    yield from _resolution(subject, when, subject.named("station", "station_code"))


def _resolution(
    subject: Subject, when: Column | None, group: Column | None
) -> Iterator[Proposal]:
    """Yield the usual time between two rows of the same station."""
    if when is None:
        return
    instants: dict[str, set[datetime]] = {}
    for row in subject.sample.rows[:2_000]:
        read = read_date(row[when.place])
        if read is not None:
            moment = read if isinstance(read, datetime) else _midnight(read)
            key = row[group.place] if group is not None else ""
            instants.setdefault(key, set()).add(moment.replace(tzinfo=None))
    gaps: Counter[int] = Counter()
    for moments in instants.values():
        for before, after in pairwise(sorted(moments)):
            gaps[int((after - before).total_seconds())] += 1
    if gaps.total() < _FEWEST:
        return
    gap, count = gaps.most_common(1)[0]
    if gap in _STEPS and count >= _REGULAR * gaps.total():
        reason = "inspection.because_step"
        yield _field("temporal_resolution", _STEPS[gap], reason, 0.8, column=when.name)


def _midnight(day: object) -> datetime:
    return datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=timezone.utc)
