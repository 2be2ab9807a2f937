"""Where mails are written; a job sends them."""

from __future__ import annotations

from ckan import model

from ckanext.territory.model.mail import Mail


def add(  # noqa: PLR0913 - the parts of a mail
    kind: str,
    recipient: str,
    subject: str,
    body: str,
    *,
    reply_to: str = "",
    question_id: str | None = None,
) -> Mail:
    """Add a mail to the current transaction and return it; nothing is sent here.

    `kind` names the occasion. Texts are plain; `recipient` and `reply_to` hold one
    address at most.
    """
    row = Mail(
        kind=kind,
        recipient=recipient,
        subject=subject,
        body=body,
        reply_to=reply_to,
        question_id=question_id,
    )
    model.Session.add(row)
    model.Session.flush()
    return row
