"""The job that sends what waits: each mail once, again later when it is refused.

A row is held by its lease while it is sent, and marked in a transaction of its own: a
worker that dies before the server took the mail leaves it to the next one. One that
dies between the server's answer and the mark would send it again under the same
Message-ID, which mail readers show once.
"""

from __future__ import annotations

import datetime as dt
import logging

import sqlalchemy as sa

from ckan import model

from ckanext.territory import config
from ckanext.territory.catalog import queue
from ckanext.territory.model.mail import Mail
from ckanext.territory.remote import smtp

log = logging.getLogger(__name__)

JOB = "mails"
# Minutes before the next try; after the last one somebody has to look at it.
LADDER = (1, 5, 15, 60, 240, 720, 1440)
LEASE = dt.timedelta(seconds=120)
_ERROR_LIMIT = 300


def soon() -> None:
    """Have a worker send what waits; call it after the commit."""
    queue.enqueue(work, JOB, ["all"])


def waiting() -> list[str]:
    """Return ``["all"]`` when a mail is due, for the sweep."""
    found = model.Session.scalar(sa.select(Mail.id).where(*_due()).limit(1))
    return ["all"] if found and config.mail_server() else []


def work(_name: str) -> None:
    """Send every mail that is due. Commits after each."""
    while send_next():
        pass


def send_next() -> bool:
    """Send the mail that has waited longest; return whether there was one."""
    server = config.mail_server()
    if server is None:
        return False
    row: Mail | None = model.Session.scalars(
        sa.select(Mail)
        .where(*_due())
        .order_by(Mail.next_at, Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        model.Session.rollback()
        return False
    row.locked_until = sa.func.now() + LEASE
    row.attempts += 1
    model.Session.commit()
    try:
        mail = smtp.compose(
            server.sender,
            key=row.id,
            recipient=row.recipient,
            reply_to=row.reply_to,
            subject=row.subject,
            body=row.body,
        )
        smtp.send(server, mail)
    except (OSError, ValueError) as error:
        _put_off(row, error)
    else:
        row.state, row.error, row.sent_at = "sent", "", sa.func.now()
        row.recipient = row.reply_to = row.subject = row.body = ""
        row.locked_until = None
        model.Session.commit()
        log.info("mail %s (%s) sent", row.id, row.kind)
    return True


def retry(mail_id: str | None = None) -> int:
    """Let a mail that was given up, or all of them, be tried again; return how many."""
    statement = sa.select(Mail).where(Mail.state == "dead")
    if mail_id:
        statement = statement.where(Mail.id == mail_id)
    rows = model.Session.scalars(statement).all()
    for row in rows:
        row.state, row.attempts, row.next_at = "pending", 0, sa.func.now()
    model.Session.commit()
    return len(rows)


def _due() -> tuple[sa.ColumnElement[bool], ...]:
    now = sa.func.now()
    free = sa.or_(Mail.locked_until.is_(None), Mail.locked_until < now)
    return (Mail.state == "pending", Mail.next_at <= now, free)


def _put_off(row: Mail, error: Exception) -> None:
    """Try again later, or give up; the server's words may hold an address."""
    row.error = type(error).__name__
    code = getattr(error, "smtp_code", None)
    if code is not None:
        row.error = f"{row.error} {code}"[:_ERROR_LIMIT]
    row.locked_until = None
    if row.attempts > len(LADDER):
        row.state = "dead"
        log.error("mail %s (%s) given up: %s", row.id, row.kind, row.error)
    else:
        minutes = LADDER[row.attempts - 1]
        row.next_at = sa.func.now() + dt.timedelta(minutes=minutes)
        log.warning("mail %s (%s) put off: %s", row.id, row.kind, row.error)
    model.Session.commit()
