"""The title: of the document, of the indicator, of the sheet, else of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ckanext.territory.domain.budget.words import SCDL_STAGE
from ckanext.territory.domain.french import normalize
from ckanext.territory.domain.inspection.found import Proposal
from ckanext.territory.domain.inspection.rules.file_name import (
    KnownWords,
    title_of_name,
    with_name,
)
from ckanext.territory.domain.inspection.subject import Subject

_SHORTEST, _LONGEST = 10, 150
_NOT_TITLES: Final = re.compile(
    r"source|mise a jour|mis a jour|maj|edite|edition|export|date|page|unite|champ|"
    r"service|direction|note|attention|legende|remarque|lecture"
)
_SENTENCE: Final = re.compile(r"[.:;!?]$")


def propose_title(subject: Subject) -> Iterator[Proposal]:
    """Yield the title, when something says one."""
    if subject.budget is not None:
        yield _of_budget(subject)
        return
    indicator = subject.named("indicator_name")
    if indicator is not None and indicator.distinct == 1:
        yield Proposal(
            field="title",
            value=indicator.values[0][:_LONGEST],
            reason="inspection.because_one_value",
            facts={"column": indicator.name},
            confidence=0.9,
        )
        return
    above = next(filter(_is_title, subject.titles), None)
    if above is not None:
        yield Proposal(
            field="title",
            value=above,
            reason="inspection.because_title_above",
            confidence=0.9,
        )
        return
    yield from _of_names(subject)


def _of_budget(subject: Subject) -> Proposal:
    budget = subject.budget
    assert budget is not None  # noqa: S101 - the caller has looked
    stage = SCDL_STAGE[budget.stage]
    if budget.stage == "dm" and budget.decision_number and subject.kind == "totem":
        stage = f"{stage} n° {budget.decision_number}"
    entity = subject.place_name or budget.entity_name
    label = budget.budget_label if budget.budget_kind == "annexe" else None
    parts = [f"{stage} {budget.fiscal_year}", entity, label or ""]
    return Proposal(
        field="title",
        value=" – ".join(part for part in parts if part)[:_LONGEST],
        reason="inspection.because_budget_header",
        facts={"stage": stage, "year": budget.fiscal_year},
        confidence=0.95,
    )


def _of_names(subject: Subject) -> Iterator[Proposal]:
    known = KnownWords(subject.request.themes)
    for name, reason in (
        (subject.request.name, "inspection.because_file_name"),
        (f"{subject.part}.x", "inspection.because_part_name"),
    ):
        title = title_of_name(name, known)
        if title:
            yield Proposal(
                field="title",
                value=with_name(title, subject.place_name),
                reason=reason,
                facts={"name": name.removesuffix(".x")},
                confidence=0.7,
            )
            return


def _is_title(text: str) -> bool:
    bare = normalize(text)
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and len(text.split()) > 1
        and not _NOT_TITLES.match(bare)
        and not _SENTENCE.search(text)
    )
