"""The questions that a caller answers for."""

from __future__ import annotations

import sqlalchemy as sa

from ckan import authz
from ckan.types import Context

from ckanext.territory.access import caller, sees_all
from ckanext.territory.model.question import Question
from ckanext.territory.model.service import Service
from ckanext.territory.questions.thread import DESK, handled_by

RECEIVED = Question.status != "unconfirmed"


def own_questions(context: Context) -> sa.Select[tuple[Question]]:
    """Return the statement of the questions that the caller answers for."""
    statement = sa.select(Question).where(RECEIVED, Question.erased_at.is_(None))
    if sees_all(context):
        return statement
    user = caller(context)
    if user is None:
        return statement.where(sa.false())
    if authz.has_user_permission_for_some_org(user.name, "admin"):
        return statement
    mine = handled_by(user.id) or {""}
    is_desk = sa.exists().where(DESK, Service.id.in_(mine))
    late = Question.escalated_at.isnot(None) | Question.service_id.is_(None)
    return statement.where(
        Question.referent_id.in_(mine)
        | Question.service_id.in_(mine)
        | (late & is_desk)
    )
