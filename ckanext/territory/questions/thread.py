"""A question and its thread, as agents and as the asker see them."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict

import sqlalchemy as sa

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.access import caller, is_agent, sees_all
from ckanext.territory.model.question import Question, QuestionEvent
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service
from ckanext.territory.questions import keys

DESK = Service.is_desk & (Service.state == ACTIVE)
_OF_ASKER = frozenset({"message", "answer", "redirect", "status"})


class EventDict(TypedDict):
    """A step of a thread; ``author`` is asker, authority or portal."""

    kind: str
    author: str
    body: str
    details: dict[str, Any]
    created_at: str


class QuestionDict(TypedDict):
    """What the asker sees of a question; dates are ISO 8601."""

    id: str
    reference: str
    status: str
    subject: str
    service: str
    about: dict[str, Any]
    dataset_id: str | None
    due_on: str | None
    created_at: str
    answered_at: str | None
    events: list[EventDict]


def by_token(token: str) -> Question:
    """Return the question of a private link. Raises tk.ObjectNotFound."""
    found: Question | None = model.Session.scalars(
        sa.select(Question).where(Question.token_hash == keys.token_hash(token))
    ).first()
    if found is None or found.erased_at is not None:
        raise tk.ObjectNotFound(tk._("There is no such question."))
    return found


def by_id(question_id: str) -> Question:
    """Return a question that was received. Raises tk.ObjectNotFound."""
    found: Question | None = model.Session.get(Question, question_id)
    if found is None or found.status == "unconfirmed":
        raise tk.ObjectNotFound(tk._("There is no such question."))
    return found


def may_handle(context: Context, question: Question) -> bool:
    """Tell whether the caller answers for a question.

    Its referent and deputy, colleagues who are referents of its service, the front
    desk once it is late, and who edits the directory.
    """
    if sees_all(context):
        return True
    user = caller(context)
    if user is None or not is_agent(user):
        return False
    if authz.has_user_permission_for_some_org(user.name, "admin"):
        return True
    holders = {question.referent_id, question.service_id}
    if question.escalated_at is not None or question.service_id is None:
        holders.update(model.Session.scalars(sa.select(Service.id).where(DESK)))
    return bool(holders & handled_by(user.id))


def handled_by(user_id: str) -> set[str]:
    """Return the ids of the referents and services for whom an account answers."""
    rows = model.Session.execute(
        sa.select(Referent.id, Referent.service_id).where(
            Referent.state == ACTIVE, Referent.user_id == user_id
        )
    )
    found: set[str] = set()
    for referent_id, service_id in rows:
        found |= {referent_id, service_id}
    # Those for whom this person stands in.
    found.update(
        model.Session.scalars(
            sa.select(Referent.id).where(
                Referent.state == ACTIVE, Referent.deputy_id.in_(found or {""})
            )
        )
    )
    return found


def as_dict(question: Question, *, is_asker: bool) -> QuestionDict:
    """Return a question with its thread; notes and askers are for agents only."""
    events = model.Session.scalars(
        sa.select(QuestionEvent)
        .where(QuestionEvent.question_id == question.id)
        .order_by(QuestionEvent.created_at, QuestionEvent.id)
    )
    shown: QuestionDict = {
        **summary(question),
        "events": [
            _event(event, is_asker=is_asker)
            for event in events
            if not is_asker or event.kind in _OF_ASKER
        ],
    }
    if is_asker:
        return shown
    private = {
        "asker_name": question.asker_name,
        "asker_email": question.asker_email,
        "referent_id": question.referent_id,
        "service_id": question.service_id,
    }
    return {**shown, **private}  # pyright: ignore[reportReturnType] - agents see more


def summary(question: Question) -> QuestionDict:
    """Return a question without its thread."""
    service = (
        model.Session.get(Service, question.service_id) if question.service_id else None
    )
    return {
        "id": question.id,
        "reference": question.reference,
        "status": question.status,
        "subject": question.subject,
        "service": service.name if service else "",
        "about": dict(question.about),
        "dataset_id": question.dataset_id,
        "due_on": question.due_on.isoformat() if question.due_on else None,
        "created_at": question.created_at.isoformat(),
        "answered_at": _instant(question.answered_at),
        "events": [],
    }


def _event(event: QuestionEvent, *, is_asker: bool) -> EventDict:
    # Why it was passed on is for colleagues.
    hidden = is_asker and event.kind == "redirect"
    return {
        "kind": event.kind,
        "author": event.author,
        "body": "" if hidden else event.body,
        "details": {"service": event.details.get("service", "")},
        "created_at": event.created_at.isoformat(),
    }


def _instant(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None
