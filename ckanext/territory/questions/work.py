"""What agents and askers do with a question; nothing here commits."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.model.mail import BlockedSender, Mail
from ckanext.territory.model.question import Question
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service
from ckanext.territory.questions import asking, keys, letters


def reply(question: Question, body: str) -> None:
    """Add what the asker writes; an answered question is open again."""
    asking.add_event(question, "message", "asker", body)
    if question.status in {"answered", "closed"}:
        question.status = "in_progress"
        question.closed_at = None
        question.due_on = asking.due(_service(question))
        question.reminded_at = question.escalated_at = None
    letters.to_authority(question, "reply", body)


def answer(question: Question, body: str, user_id: str | None) -> None:
    """Add an answer and send it to the asker."""
    asking.add_event(question, "answer", "authority", body, user_id=user_id)
    question.status = "answered"
    question.answered_at = question.answered_at or _now()
    letters.to_asker(question, body)


def note(question: Question, body: str, user_id: str | None) -> None:
    """Add what only agents read; the question is in somebody's hands now."""
    asking.add_event(question, "note", "authority", body, user_id=user_id)
    if question.status in {"received", "redirected"}:
        question.status = "in_progress"


def redirect(
    question: Question,
    to: Referent | Service,
    body: str,
    user_id: str | None,
) -> None:
    """Pass a question on with its thread, to a person or a service."""
    service = to.service if isinstance(to, Referent) else to
    question.referent_id = to.id if isinstance(to, Referent) else None
    question.service_id = service.id
    question.status = "redirected"
    question.due_on = asking.due(service)
    question.reminded_at = question.escalated_at = None
    details = {"service": service.name}
    asking.add_event(
        question, "redirect", "authority", body, user_id=user_id, details=details
    )
    letters.to_authority(question, "redirect", f"{body}\n\n{question.body}".strip())


def close(question: Question, author: str, user_id: str | None) -> None:
    """Close a question; from then on its retention counts."""
    question.status, question.closed_at = "closed", _now()
    asking.add_event(question, "status", author, user_id=user_id)


def block(question: Question, reason: str, user_id: str | None) -> None:
    """Take no more from its sender, send nothing to them, and close the question."""
    key = keys.blocked(question.asker_email)
    if model.Session.get(BlockedSender, key) is None:
        row = BlockedSender(email_hash=key, reason=reason, user_id=user_id)
        model.Session.add(row)
    model.Session.execute(
        sa.delete(Mail).where(Mail.question_id == question.id, Mail.state != "sent")
    )
    close(question, "authority", user_id)


def target(referent_id: str | None, service_id: str | None) -> Referent | Service:
    """Return who a question is passed on to; raises tk.ValidationError."""
    row: Referent | Service | None = None
    if referent_id:
        row = model.Session.get(Referent, referent_id)
    elif service_id:
        row = model.Session.get(Service, service_id)
    if row is None or row.state != ACTIVE:
        message = tk._("Choose the person or the service that answers.")
        raise tk.ValidationError({"referent_id": [message]})
    return row


def _service(question: Question) -> Service | None:
    if question.service_id is None:
        return None
    return model.Session.get(Service, question.service_id)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)
