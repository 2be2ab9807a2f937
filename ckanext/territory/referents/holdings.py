"""What a referent holds, and who could have it instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ckan import model

from ckanext.territory.model.assignment import Assignment, AssignmentRule
from ckanext.territory.model.question import OPEN, Question
from ckanext.territory.model.referent import ACTIVE, Referent


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What is given on in a handover.

    `datasets` are (id, title), `questions` (id, subject) of open ones, `themes` codes,
    `stands_in_for` and `rules` ids.
    """

    datasets: Sequence[tuple[str, str]]
    questions: Sequence[tuple[str, str]]
    themes: Sequence[str]
    stands_in_for: Sequence[str]
    assignments: Sequence[Assignment]
    rules: Sequence[str]

    def __bool__(self) -> bool:
        """Tell whether somebody would be missed."""
        parts = (self.datasets, self.questions, self.themes)
        return any((*parts, self.assignments, self.rules))


def holdings(referent: Referent) -> Holdings:
    """Return what a referent holds, whatever the level of the datasets."""
    package = model.package_table
    execute = model.Session.execute
    held = execute(
        sa.select(package.c.id, package.c.title)
        .where(
            package.c.state != model.State.DELETED,
            package.c.extras["referent_id"].astext == referent.id,
        )
        .order_by(package.c.title, package.c.id)
    )
    asked = execute(
        sa.select(Question.id, Question.subject)
        .where(Question.referent_id == referent.id, Question.status.in_(OPEN))
        .order_by(Question.due_on, Question.id)
    )
    scalars = model.Session.scalars
    others = sa.select(Referent.id).where(
        Referent.state == ACTIVE, Referent.deputy_id == referent.id
    )
    parts = Assignment.parts_of(referent.id)
    named = sa.select(AssignmentRule.id).where(
        AssignmentRule.referent_id == referent.id
    )
    return Holdings(
        datasets=[(row.id, row.title) for row in held],
        questions=[(row.id, row.subject) for row in asked],
        themes=list(referent.themes),
        stands_in_for=list(scalars(others)),
        assignments=list(scalars(parts)),
        rules=list(scalars(named)),
    )
