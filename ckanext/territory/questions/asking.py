"""A new question: who gets it, saved with its mail in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ckan import model
from ckan.model.types import make_uuid  # the id of a row before it is written

from ckanext.territory import config
from ckanext.territory.language import lang
from ckanext.territory.model.mail import BlockedSender
from ckanext.territory.model.question import Question, QuestionEvent
from ckanext.territory.model.service import Service
from ckanext.territory.questions import counting, keys, letters
from ckanext.territory.referents.answering import who_answers

_SAME_SECONDS = 7200


def ask(data: Mapping[str, Any], user_id: str | None, *, is_proved: bool) -> Question:
    """Save a question, and the mail that goes with it; does not commit.

    `data` holds ``subject``, ``body``, ``name``, ``email``, ``about``, ``dataset_id``,
    ``referent_id`` and ``service_id``. Without proof (work of the browser, or an
    account) it waits for a confirmation by mail. The same text of the same sender
    within two hours is the same question.
    """
    sender, network = counting.hashes(data["email"])
    same = _same(sender, data)
    if same is not None:
        return same
    question_id = make_uuid()
    row = Question(
        id=question_id,
        reference=keys.reference(),
        token_hash=keys.token_hash(keys.token(question_id)),
        status="received" if is_proved else "unconfirmed",
        subject=data["subject"],
        body=data["body"],
        asker_name=data["name"],
        asker_email=data["email"],
        asker_user_id=user_id,
        language=lang(),
        about=data["about"],
        dataset_id=data["dataset_id"],
        referent_id=data["referent_id"],
        service_id=data["service_id"],
        sender_hash=sender,
        network_hash=network,
    )
    model.Session.add(row)
    model.Session.flush()
    add_event(row, "message", "asker", row.body, user_id=user_id)
    if _is_blocked(row.asker_email):
        # Told nothing: whoever is blocked would take another address.
        row.status, row.closed_at = "closed", sa.func.now()
    elif is_proved:
        _receive(row)
    else:
        letters.to_confirm(row)
    return row


def confirm(row: Question) -> None:
    """Receive a question that its sender has confirmed; does not commit."""
    if row.status == "unconfirmed":
        row.status = "received"
        _receive(row)


def add_event(  # noqa: PLR0913 - the parts of an event
    row: Question,
    kind: str,
    author: str,
    body: str = "",
    *,
    user_id: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> QuestionEvent:
    """Add a step to the thread of a question; does not commit."""
    event = QuestionEvent(
        question_id=row.id,
        kind=kind,
        author=author,
        body=body,
        user_id=user_id,
        details=dict(details or {}),
    )
    model.Session.add(event)
    row.modified_at = sa.func.now()
    return event


def due(service: Service | None, start: dt.date | None = None) -> dt.date:
    """Return the day by which a service answers."""
    own = service.deadline_days if service else None
    days = own or config.question_deadline()
    first = start or dt.datetime.now(dt.timezone.utc).date()
    return first + dt.timedelta(days=days)


def _receive(row: Question) -> None:
    found = who_answers(row.referent_id, row.service_id)
    if row.service_id is None and found.service is not None:
        row.service_id = found.service.id
    row.due_on = due(found.service)
    letters.to_authority(row, "question", row.body)


def _same(sender: str, data: Mapping[str, Any]) -> Question | None:
    limit = dt.datetime.now(dt.timezone.utc) - dt.timedelta(seconds=_SAME_SECONDS)
    found: Question | None = model.Session.scalars(
        sa.select(Question).where(
            Question.sender_hash == sender,
            Question.created_at > limit,
            Question.subject == data["subject"],
            Question.body == data["body"],
        )
    ).first()
    return found


def _is_blocked(address: str) -> bool:
    return model.Session.get(BlockedSender, keys.blocked(address)) is not None
