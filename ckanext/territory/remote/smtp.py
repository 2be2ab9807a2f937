"""Handing a mail to the mail server of the portal."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate

SECONDS = 15.0
_TLS_PORT = 465


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mails are handed in; ``host`` may hold a port ("mail.example:587")."""

    host: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False


def compose(  # noqa: PLR0913 - the parts of a mail
    sender: str, *, key: str, recipient: str, reply_to: str, subject: str, body: str
) -> EmailMessage:
    """Return a plain text mail; ``key`` makes its Message-ID.

    Raises ValueError for a line break in a header.
    """
    mail = EmailMessage(policy=SMTP_POLICY)
    mail["From"] = sender
    mail["To"] = recipient
    mail["Subject"] = subject
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<{key}@{sender.rpartition('@')[2].strip('>') or 'portal'}>"
    mail["Auto-Submitted"] = "auto-generated"
    if reply_to:
        mail["Reply-To"] = reply_to
    mail.set_content(body)
    return mail


def send(server: Server, mail: EmailMessage) -> None:
    """Hand a mail in. Raises OSError (smtplib's errors are of it) when refused."""
    host, _, port = server.host.partition(":")
    number = int(port or 0)
    connect = smtplib.SMTP_SSL if number == _TLS_PORT else smtplib.SMTP
    with connect(host, number, timeout=SECONDS) as connection:
        if server.starttls:
            connection.starttls()
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(mail)
