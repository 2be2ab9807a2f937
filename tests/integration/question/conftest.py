"""Fixtures of the tests of questions: a mail server that keeps what it is handed."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from ckan.tests.helpers import changed_config

from ckanext.territory.questions.floods import refusals


@dataclass
class Sink:
    """Where to hand mails in, and what came: envelope recipients and mails.

    After ``holds_after`` mails nobody is greeted any more: ``is_held`` tells that
    somebody waits.
    """

    address: str = ""
    refuses: bool = False
    holds_after: int | None = None
    is_held: threading.Event = field(default_factory=threading.Event)
    received: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    def recipients(self) -> list[str]:
        """Return the envelope recipients of all mails, in order."""
        return [one for people, _mail in self.received for one in people]

    def text(self) -> str:
        """Return everything but the envelopes."""
        return "\n".join(
            mail.as_string(policy=policy.default) for _to, mail in self.received
        )


class _Handler(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 for smtplib."""

    def handle(self) -> None:
        """Talk to one client until it quits."""
        sink: Sink = self.server.sink  # type: ignore[attr-defined]
        recipients: list[str] = []
        if sink.holds_after is not None and len(sink.received) >= sink.holds_after:
            sink.is_held.set()
            self.rfile.read(1)
            return
        self._say(220, "sink")
        while line := self.rfile.readline():
            verb = line.strip().decode("utf-8", "replace")
            name = verb[:4].upper()
            if name == "QUIT":
                self._say(221, "bye")
                return
            if name == "RCPT":
                if sink.refuses:
                    self._say(451, "not now")
                    continue
                recipients.append(verb.partition("<")[2].rstrip(">").partition(">")[0])
            if name == "RSET":
                recipients = []
            if name == "DATA":
                self._say(354, "go on")
                sink.received.append((recipients, self._mail()))
                recipients = []
            self._say(250, "fine")

    def _mail(self) -> EmailMessage:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        made = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(made, EmailMessage)
        return made

    def _say(self, code: int, text: str) -> None:
        self.wfile.write(f"{code} {text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def mail_sink() -> Iterator[Sink]:
    """Run a sink on a free port of loopback."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        sink = Sink(address=f"127.0.0.1:{server.server_address[1]}")
        server.sink = sink  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def forgotten_refusals() -> None:
    """Begin each test with no network known for a flood."""
    refusals.forget()


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Return the mail server that the portal is set to."""
    with (
        mail_sink() as found,
        changed_config("smtp.server", found.address),
        changed_config("smtp.mail_from", "portail@ville.example"),
    ):
        yield found
