"""Actions of agents on the questions that they answer for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypedDict

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.access import caller
from ckanext.territory.logic.schema import question as schema
from ckanext.territory.mails import sending
from ckanext.territory.model.question import OPEN, Question
from ckanext.territory.questions import thread, work
from ckanext.territory.questions.statistics import Statistics, statistics
from ckanext.territory.questions.thread import QuestionDict
from ckanext.territory.questions.work_list import own_questions

__all__ = [
    "territory_question_answer",
    "territory_question_block",
    "territory_question_close",
    "territory_question_list",
    "territory_question_note",
    "territory_question_redirect",
    "territory_question_show",
    "territory_question_stats",
]

log = logging.getLogger(__name__)

PAGE_LIMIT = 100


class Listed(TypedDict):
    """A page of questions, and how many there are."""

    count: int
    results: list[QuestionDict]


@tk.side_effect_free
@tk.validate_action_data(schema.question_list)
def territory_question_list(context: Context, data_dict: DataDict) -> Listed:
    """Return the questions that the caller answers for, those due first. Agents.

    :param status: open (default), a status, or all
    :param offset: how many to leave out (optional)
    :param limit: 20 by default, 100 at most

    :returns: ``count`` and ``results``, dicts as ``territory_question_show`` without
        ``events``
    """
    tk.check_access("territory_question_list", context, data_dict)
    status = data_dict.get("status") or "open"
    statement = own_questions(context)
    if status == "open":
        statement = statement.where(Question.status.in_(OPEN))
    elif status != "all":
        statement = statement.where(Question.status == status)
    count = model.Session.scalar(
        sa.select(sa.func.count()).select_from(statement.subquery())
    )
    rows = model.Session.scalars(
        statement.order_by(
            Question.due_on.nulls_last(), Question.created_at.desc(), Question.id
        )
        .offset(data_dict["offset"])
        .limit(min(data_dict["limit"], PAGE_LIMIT))
    )
    return {"count": count or 0, "results": [thread.summary(row) for row in rows]}


@tk.side_effect_free
@tk.validate_action_data(schema.question_show)
def territory_question_show(context: Context, data_dict: DataDict) -> QuestionDict:
    """Return a question and its whole thread. Who answers for it.

    :param id: id of the question

    :returns: as ``territory_question_follow``, with notes, ``asker_name``,
        ``asker_email``, ``referent_id`` and ``service_id``
    """
    tk.check_access("territory_question_show", context, data_dict)
    return thread.as_dict(thread.by_id(data_dict["id"]), is_asker=False)


@tk.validate_action_data(schema.question_answer)
def territory_question_answer(context: Context, data_dict: DataDict) -> QuestionDict:
    """Answer a question: the asker gets a mail. Who answers for it.

    :param id: id of the question
    :param body: the answer

    :returns: as ``territory_question_show``
    """
    tk.check_access("territory_question_answer", context, data_dict)
    body, user_id = data_dict["body"], _user_id(context)
    return _change(data_dict, lambda row: work.answer(row, body, user_id))


@tk.validate_action_data(schema.question_note)
def territory_question_note(context: Context, data_dict: DataDict) -> QuestionDict:
    """Write a note that only agents read; the question is in hand. Who answers for it.

    :param id: id of the question
    :param body: the note

    :returns: as ``territory_question_show``
    """
    tk.check_access("territory_question_note", context, data_dict)
    body, user_id = data_dict["body"], _user_id(context)
    return _change(data_dict, lambda row: work.note(row, body, user_id))


@tk.validate_action_data(schema.question_redirect)
def territory_question_redirect(context: Context, data_dict: DataDict) -> QuestionDict:
    """Pass a question on, with its thread. Who answers for it.

    :param id: id of the question
    :param referent_id: id of the person who gets it, or
    :param service_id: id of the service that gets it
    :param body: a word for them, that the asker does not read (optional)

    :returns: as ``territory_question_show``; after it the caller may have no access
    """
    tk.check_access("territory_question_redirect", context, data_dict)
    to = work.target(data_dict.get("referent_id"), data_dict.get("service_id"))
    body, user_id = data_dict.get("body") or "", _user_id(context)
    return _change(data_dict, lambda row: work.redirect(row, to, body, user_id))


@tk.validate_action_data(schema.question_close)
def territory_question_close(context: Context, data_dict: DataDict) -> QuestionDict:
    """Close a question. Who answers for it.

    :param id: id of the question

    :returns: as ``territory_question_show``
    """
    tk.check_access("territory_question_close", context, data_dict)
    user_id = _user_id(context)
    return _change(data_dict, lambda row: work.close(row, "authority", user_id))


@tk.validate_action_data(schema.question_block)
def territory_question_block(context: Context, data_dict: DataDict) -> QuestionDict:
    """Close a question and take no more from its sender. Who answers for it.

    :param id: id of the question
    :param reason: why, for colleagues (optional)

    :returns: as ``territory_question_show``
    """
    tk.check_access("territory_question_block", context, data_dict)
    reason, user_id = data_dict.get("reason") or "", _user_id(context)
    return _change(data_dict, lambda row: work.block(row, reason, user_id))


@tk.side_effect_free
@tk.validate_action_data(schema.question_stats)
def territory_question_stats(context: Context, data_dict: DataDict) -> Statistics:
    """Return how fast questions are answered, over 12 months. Agents.

    :returns: ``received``, ``answered``, ``open``, ``late`` (counts),
        ``median_days`` (None when nothing was answered) and ``in_time`` (0 to 1, of
        those answered)
    """
    tk.check_access("territory_question_stats", context, data_dict)
    return statistics()


def _change(data_dict: DataDict, change: Callable[[Question], None]) -> QuestionDict:
    """Change a question, commit, and have its mails sent."""
    row = thread.by_id(data_dict["id"])
    change(row)
    model.Session.commit()
    sending.soon()
    log.info("question %s is %s", row.id, row.status)
    return thread.as_dict(row, is_asker=False)


def _user_id(context: Context) -> str | None:
    user = caller(context)
    return user.id if user else None
