"""Actions on answers that everybody may read."""

from __future__ import annotations

import datetime as dt
import logging

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.access import caller
from ckanext.territory.domain.question import without_persons
from ckanext.territory.logic.schema import answer as schema
from ckanext.territory.model.question import PUBLISHED, PublishedAnswer, Question
from ckanext.territory.model.referent import Referent
from ckanext.territory.questions import published, thread
from ckanext.territory.questions.published import AnswerDict
from ckanext.territory.questions.themes import themes_of
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_answer_create",
    "territory_answer_decide",
    "territory_answer_list",
    "territory_answer_review",
]

log = logging.getLogger(__name__)

PROPOSED = "proposed"
STATES = {"publish": PUBLISHED, "refuse": "refused", "withdraw": "withdrawn"}
LIST_LIMIT = 50


@tk.side_effect_free
@tk.validate_action_data(schema.answer_list)
def territory_answer_list(context: Context, data_dict: DataDict) -> list[AnswerDict]:
    """Return published answers, the latest or the best match first.

    Anyone may call it; those on datasets that the caller may not read are left out.

    :param q: a sentence that they may answer (optional)
    :param dataset_id: only those on this dataset (optional)
    :param theme: only those on this theme or one below it (optional)
    :param limit: 5 by default, 50 at most

    :returns: dicts with ``id``, ``state``, ``question``, ``answer``, ``service``,
        ``dataset_id``, ``theme_codes``, ``published_at`` and ``reason``
    """
    tk.check_access("territory_answer_list", context, data_dict)
    limit = min(data_dict["limit"], LIST_LIMIT)
    if data_dict.get("q"):
        return published.search(context, data_dict["q"], limit)
    statement = PublishedAnswer.published()
    if data_dict.get("dataset_id"):
        package = model.Package.get(data_dict["dataset_id"])
        wanted = package.id if package else ""
        statement = statement.where(PublishedAnswer.dataset_id == wanted)
    if data_dict.get("theme"):
        within = theme_tree().codes_within(data_dict["theme"])
        found = (PublishedAnswer.theme_codes.contains([code]) for code in within)
        statement = statement.where(sa.or_(*found))
    rows = model.Session.scalars(statement.limit(LIST_LIMIT)).all()
    return [published.as_dict(row) for row in published.readable(context, rows)][:limit]


@tk.side_effect_free
@tk.validate_action_data(schema.answer_review)
def territory_answer_review(context: Context, data_dict: DataDict) -> list[AnswerDict]:
    """Return the answers that wait for a decision. Administrators of an organization.

    :returns: as ``territory_answer_list``
    """
    tk.check_access("territory_answer_review", context, data_dict)
    rows = model.Session.scalars(
        sa.select(PublishedAnswer)
        .where(PublishedAnswer.state == PROPOSED)
        .order_by(PublishedAnswer.created_at)
    )
    return [published.as_dict(row) for row in rows]


@tk.validate_action_data(schema.answer_create)
def territory_answer_create(context: Context, data_dict: DataDict) -> AnswerDict:
    """Propose a question and its answer for everybody. Who answers for the question.

    Addresses, telephone numbers and the names of asker and referent are taken out.

    :param id: id of the question, which was answered
    :param question: what everybody will read as the question
    :param answer: what everybody will read as the answer

    :returns: as ``territory_answer_list``
    """
    tk.check_access("territory_answer_create", context, data_dict)
    asked = thread.by_id(data_dict["id"])
    if asked.answered_at is None:
        message = tk._("Answer the question first: then its answer may be published.")
        raise tk.ValidationError({"id": [message]})
    user = caller(context)
    names = _names(asked)
    row = PublishedAnswer(
        question_id=asked.id,
        state=PROPOSED,
        question_text=without_persons(data_dict["question"], names),
        answer_text=without_persons(data_dict["answer"], names),
        dataset_id=asked.dataset_id,
        theme_codes=themes_of(asked),
        referent_id=asked.referent_id,
        service_id=asked.service_id,
        proposed_by=user.id if user else None,
    )
    model.Session.add(row)
    model.Session.commit()
    return published.as_dict(row)


@tk.validate_action_data(schema.answer_decide)
def territory_answer_decide(context: Context, data_dict: DataDict) -> AnswerDict:
    """Publish, refuse or withdraw an answer. Administrators of an organization.

    Nobody decides on what they proposed, but sysadmins.

    :param id: id of the answer
    :param decision: publish, refuse or withdraw
    :param reason: why, needed to refuse

    :returns: as ``territory_answer_list``
    """
    tk.check_access("territory_answer_decide", context, data_dict)
    row: PublishedAnswer | None = model.Session.get(PublishedAnswer, data_dict["id"])
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such answer."))
    user, decision = caller(context), data_dict["decision"]
    if user and not user.sysadmin and user.id == row.proposed_by:
        message = tk._("Somebody else decides on what you proposed.")
        raise tk.ValidationError({"decision": [message]})
    if decision == "refuse" and not data_dict.get("reason"):
        message = tk._("Say why, so that it can be mended.")
        raise tk.ValidationError({"reason": [message]})
    row.state = STATES[decision]
    row.reason = data_dict.get("reason") or ""
    row.decided_by = user.id if user else None
    row.modified_at = dt.datetime.now(dt.timezone.utc)
    if decision == "publish":
        row.published_at = row.modified_at
    model.Session.commit()
    log.info("answer %s is %s", row.id, row.state)
    return published.as_dict(row)


def _names(asked: Question) -> list[str]:
    person = model.Session.get(Referent, asked.referent_id or "")
    return [asked.asker_name, *([person.name] if person else [])]
