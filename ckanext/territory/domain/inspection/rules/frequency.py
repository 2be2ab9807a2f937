"""How often the dataset will change, where its rows are a regular series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from ckanext.territory.domain.inspection.columns import days_of
from ckanext.territory.domain.inspection.found import Proposal
from ckanext.territory.domain.inspection.meanings import first_of
from ckanext.territory.domain.inspection.rules.period import day_column
from ckanext.territory.domain.inspection.rules.step import Step, step_of
from ckanext.territory.domain.inspection.subject import Subject
from ckanext.territory.domain.vocabulary import frequency_uri

LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "AS_NEEDED": {"fr": "selon les besoins", "en": "as needed"},
    "ANNUAL": {"fr": "annuel", "en": "annual"},
    "QUARTERLY": {"fr": "trimestriel", "en": "quarterly"},
    "MONTHLY": {"fr": "mensuel", "en": "monthly"},
}
_STEPS: Final = {
    Step.YEAR: ("ANNUAL", 3),
    Step.QUARTER: ("QUARTERLY", 4),
    Step.MONTH: ("MONTHLY", 6),
}
_YEARS: Final = 3


def propose_frequency(subject: Subject) -> Iterator[Proposal]:
    """Yield the frequency of a regular series, or of a budget, which never changes."""
    if subject.budget is not None:
        # A document of one year is never late. Source: design.md, Settled 13.
        yield _proposal(subject, "AS_NEEDED", "inspection.because_one_year", 0.9)
        return
    column = day_column(subject)
    if column is not None:
        days = days_of(column, subject.sample)
        code, fewest = _STEPS.get(step_of(days) or Step.DAY, ("", 0))
        if code and len(days) >= fewest:
            reason = "inspection.because_series"
            yield _proposal(subject, code, reason, 0.75, column=column.name)
        return
    column = first_of(subject.columns, "year")
    if column is not None:
        years = sorted({int(value) for value in column.values})
        regular = all(after - before == 1 for before, after in pairwise(years))
        if len(years) >= _YEARS and regular:
            reason = "inspection.because_series"
            yield _proposal(subject, "ANNUAL", reason, 0.75, column=column.name)


def _proposal(
    subject: Subject, code: str, reason: str, confidence: float, **facts: str
) -> Proposal:
    labels = LABELS[code]
    return Proposal(
        field="frequency",
        value=frequency_uri(code),
        reason=reason,
        facts=facts,
        text=labels.get(subject.request.language, labels["en"]),
        confidence=confidence,
    )
