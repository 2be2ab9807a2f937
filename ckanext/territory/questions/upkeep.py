"""What happens by itself: reminders, escalation to the desk, erasure in time."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from ckan import model

from ckanext.territory import config
from ckanext.territory.model.mail import Mail
from ckanext.territory.model.question import OPEN, Question, QuestionEvent
from ckanext.territory.questions import asking, letters
from ckanext.territory.referents import history, orphans

ESCALATION_DAYS = 5
UNCONFIRMED = dt.timedelta(days=2)
HASHES = dt.timedelta(days=30)
_AT_ONCE = 100


def run() -> int:
    """Do what is due; return how many mails were written. Commits."""
    written = _remind() + _escalate() + orphans.remind(_now())
    _erase()
    history.forget_old()
    model.Session.commit()
    return written


def _remind() -> int:
    rows = _late(Question.due_on < _today(), Question.reminded_at.is_(None))
    for row in rows:
        row.reminded_at = _now()
        asking.add_event(row, "reminder", "portal")
        letters.to_authority(row, "reminder", row.body)
    return len(rows)


def _escalate() -> int:
    limit = _today() - dt.timedelta(days=ESCALATION_DAYS)
    rows = _late(Question.due_on < limit, Question.escalated_at.is_(None))
    for row in rows:
        row.escalated_at = _now()
        asking.add_event(row, "escalation", "portal")
        letters.to_desk(row)
    return len(rows)


def _late(*conditions: sa.ColumnElement[bool]) -> list[Question]:
    statement = (
        sa.select(Question)
        .where(Question.status.in_(OPEN), *conditions)
        .order_by(Question.due_on)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    return list(model.Session.scalars(statement))


def _erase() -> None:
    """Erase what was kept long enough, and what nobody ever confirmed."""
    now = _now()
    closed = now - dt.timedelta(days=config.question_retention())
    execute = model.Session.execute
    old = sa.select(Question.id).where(
        Question.closed_at < closed, Question.erased_at.is_(None)
    )
    execute(sa.delete(QuestionEvent).where(QuestionEvent.question_id.in_(old)))
    execute(sa.delete(Mail).where(Mail.question_id.in_(old)))
    blank = {
        "subject": "",
        "body": "",
        "asker_name": "",
        "asker_email": "",
        "asker_user_id": None,
        "about": {},
        "erased_at": now,
    }
    condition = (Question.closed_at < closed, Question.erased_at.is_(None))
    execute(sa.update(Question).where(*condition).values(**blank))
    never = (Question.status == "unconfirmed", Question.created_at < now - UNCONFIRMED)
    gone = sa.select(Question.id).where(*never)
    execute(sa.delete(Mail).where(Mail.question_id.in_(gone)))
    execute(sa.delete(Question).where(*never))
    execute(
        sa.update(Question)
        .where(Question.created_at < now - HASHES, Question.sender_hash != "")
        .values(network_hash="", sender_hash="")
    )


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - a day of the authority


def _now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)
