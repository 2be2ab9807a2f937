"""The period that rows cover, by their days, their years, or the year of a name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ckanext.territory.domain.inspection.columns import Column, day_of, days_of
from ckanext.territory.domain.inspection.found import Json, Proposal
from ckanext.territory.domain.inspection.meanings import first_of
from ckanext.territory.domain.inspection.rules.file_name import without_days
from ckanext.territory.domain.inspection.rules.step import Step, step_of
from ckanext.territory.domain.inspection.subject import Subject

# Names of dates at which something was observed or happened; other dates (of planting,
# of update, of birth) say nothing of the period.
_HAPPENED: Final = frozenset(
    [
        "comptage",
        "mesure",
        "releve",
        "prelevement",
        "scrutin",
        "seance",
        "deliberation",
        "delib",
        "convention",
        "collecte",
        "notification",
        "intervention",
        "accident",
        "evenement",
        "ech",
        "observation",
        "heure",
        "time",
        "passage",
        "repas",
        "menu",
        "service",
        "pret",
        "releve",
        "debut",
        "jour",
        "seance",
        "conseil",
        "commune",
        "attribution",
        "versement",
        "election",
        "tour",
        "facturation",
        "lecture",
        "acte",
        "decision",
    ]
)
_PLAIN: Final = frozenset(
    [
        "date",
        "jour",
        "datetime",
        "horodatage",
        "timestamp",
        "dateheure",
        "periodstart",
        "startdatetime",
        "datedebut",
        "debut",
        "start",
        "dateobservation",
        "dateobserved",
        "mois",
        "datejour",
    ]
)
_ENDS: Final = ("date_fin", "fin", "end_datetime", "period_end", "end", "date_end")
_EARLIEST: Final = date(1900, 1, 1)
_PARTIAL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
_YEAR_IN_NAME: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_YEAR_NAME: Final = re.compile(r"(?:19|20)[0-9]{2}")
_FIRST_YEAR: Final = 1950
_FEWEST, _MONTHS = 2, 12


def propose_period(subject: Subject) -> Iterator[Proposal]:
    """Yield the period, by the surest of what tells it."""
    for rule in (_of_budget, _of_days, _of_years, _of_year_columns, _of_name):
        found = rule(subject)
        if found is not None:
            yield _in_words(found, subject.request.language)
            return


def _in_words(proposal: Proposal, language: str) -> Proposal:
    """Return the proposal with its days as the reader writes them."""
    period = proposal.value[0]
    days = {
        name: french_day(period[name]) if language == "fr" else period[name]
        for name in ("start", "end")
    }
    text = f"{days['start']} – {days['end']}"
    return replace(proposal, facts={**proposal.facts, **days}, text=text)


def french_day(day: str) -> str:
    """Return an ISO day as French people write it."""
    return "/".join(reversed(day.split("-")))


def day_column(subject: Subject) -> Column | None:
    """Return the column of the days at which things happened."""
    for column in subject.columns:
        if column.meaning == "date" and _is_happening(column.words):
            return column
    return None


def _is_happening(words: Sequence[str]) -> bool:
    if "".join(words) in _PLAIN:
        return True
    others = [word for word in words if word != "date"]
    return len(others) < len(words) and all(word in _HAPPENED for word in others)


def _of_budget(subject: Subject) -> Proposal | None:
    if subject.budget is None:
        return None
    year = subject.budget.fiscal_year
    return _proposal(
        date(year, 1, 1), date(year, 12, 31), "inspection.because_fiscal_year", 0.95,
        year=year,
    )  # fmt: skip


def _of_days(subject: Subject) -> Proposal | None:
    partial = _of_partial(subject)
    if partial is not None:
        return partial
    column = day_column(subject)
    if column is None:
        return None
    days = days_of(column, subject.sample)
    is_known = subject.sample.is_whole or column.place in subject.sample.days
    if not days or not is_known or not _is_plausible(days, subject):
        return None
    first, last = days[0], _last(days, subject, column)
    if last <= first:
        return None  # one day is rather when the file was made
    return _proposal(
        first, last, "inspection.because_days", 0.85, column=column.name,
    )  # fmt: skip


def _last(days: Sequence[date], subject: Subject, column: Column) -> date:
    """Return the last day: of the last month or year when rows go by these."""
    end = subject.named(*_ENDS)
    if end is not None and end is not column and end.meaning == "date":
        ends = days_of(end, subject.sample)
        if ends and ends[-1] >= days[-1] and _is_plausible(ends, subject):
            return ends[-1]
    step = step_of(days)
    last = days[-1]
    if step is Step.YEAR:
        return date(last.year, 12, 31)
    if step is Step.MONTH and last.day == 1:
        return last.replace(day=monthrange(last.year, last.month)[1])
    if step is Step.QUARTER and last.day == 1:
        month = min(12, last.month + 2)
        return date(last.year, month, monthrange(last.year, month)[1])
    return last


def _of_partial(subject: Subject) -> Proposal | None:
    """Return the period of columns that hold years or months, as our schemas allow."""
    start, end = subject.named("period_start"), subject.named("period_end")
    if start is None:
        return None
    starts = [bounds for value in start.values if (bounds := _bounds(value))]
    ends = [bounds for value in (end or start).values if (bounds := _bounds(value))]
    if len(starts) < len(start.values) or not ends or not subject.sample.is_whole:
        return None
    first = min(each[0] for each in starts)
    last = max(*(each[1] for each in ends), *(each[0] for each in starts))
    if not _is_plausible([first, last], subject):
        return None
    return _proposal(
        first, last, "inspection.because_days", 0.9, column=start.name,
    )  # fmt: skip


def _bounds(text: str) -> tuple[date, date] | None:
    found = _PARTIAL.fullmatch(text)
    if found is None:
        day = day_of(text)
        return (day, day) if day else None
    year, month = int(found.group(1)), int(found.group(2) or 0)
    if year < _EARLIEST.year or month > _MONTHS:
        return None
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _of_years(subject: Subject) -> Proposal | None:
    column = first_of(subject.columns, "year")
    if column is None or not subject.sample.is_whole:
        return None
    years = sorted({int(value) for value in column.values})
    if not _FIRST_YEAR <= years[0] <= years[-1] <= subject.request.last_day.year:
        return None
    return _proposal(
        date(years[0], 1, 1), date(years[-1], 12, 31), "inspection.because_years", 0.85,
        column=column.name,
    )  # fmt: skip


def _of_year_columns(subject: Subject) -> Proposal | None:
    years = sorted(
        int(column.name)
        for column in subject.columns
        if _YEAR_NAME.fullmatch(column.name) and column.type in ("integer", "number")
    )
    if len(years) < _FEWEST or years[-1] > subject.request.last_day.year:
        return None
    return _proposal(
        date(years[0], 1, 1), date(years[-1], 12, 31),
        "inspection.because_year_columns", 0.85,
    )  # fmt: skip


def _of_name(subject: Subject) -> Proposal | None:
    """Return the year that the title above the table or the file's name gives."""
    for text in (*subject.titles[:1], subject.request.name):
        years = set(_YEAR_IN_NAME.findall(without_days(text)))
        if len(years) == 1:
            year = int(years.pop())
            if _FIRST_YEAR <= year <= subject.request.today.year:
                return _proposal(
                    date(year, 1, 1), date(year, 12, 31),
                    "inspection.because_year_in_name", 0.6, name=text[:80], year=year,
                )  # fmt: skip
    return None


def _is_plausible(days: Sequence[date], subject: Subject) -> bool:
    return days[0] >= _EARLIEST and days[-1] <= subject.request.last_day


def _proposal(
    start: date, end: date, reason: str, confidence: float, **facts: str | int
) -> Proposal:
    value: list[Json] = [{"start": start.isoformat(), "end": end.isoformat()}]
    return Proposal(
        field="temporal_coverage",
        value=value,
        reason=reason,
        facts=facts,
        confidence=confidence,
    )
