"""The guarded session against a partner that misbehaves."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import requests

from ckanext.territory.remote.address import Policy
from ckanext.territory.remote.body import Limits
from ckanext.territory.remote.egress import GuardedSession, text_encoding
from ckanext.territory.remote.errors import (
    AddressRefusedError,
    RemoteError,
    SlowAnswerError,
)

if TYPE_CHECKING:
    from tests.partner.server import Answer, Partner

SMALL = Limits(received=20_000, decoded=3_000_000)
SHORT = Limits(total=0.2, idle=0.1)


def fetch(
    partner: Partner, behaviour: Callable[[Answer], object], limits: Limits = SMALL
) -> requests.Response:
    """Return the partner's answer, given in its own way."""
    partner.behaviour = lambda answer: behaviour(answer) is None
    session = GuardedSession(Policy([partner.host]), limits)
    return session.get(f"{partner.url}/x")


class TestAddresses:
    """What is checked besides the URL."""

    def test_an_inside_host_gets_no_packet(self, partner: Partner) -> None:
        """Loopback is refused unless the administrator allows it."""
        port = partner.host.partition(":")[2]
        with pytest.raises(AddressRefusedError):
            GuardedSession(Policy()).get(f"http://127.0.0.1:{port}/")
        assert partner.requests == []

    def test_a_name_that_leads_inside_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """All addresses of a name are checked before connecting."""
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
            for address in ("93.184.216.34", "127.0.0.1")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        with pytest.raises(AddressRefusedError) as caught:
            GuardedSession(Policy()).get("http://partenaire.example/")
        assert caught.value.context["address"] == "127.0.0.1"

    def test_a_name_is_resolved_once(
        self, partner: Partner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A name that changes between check and connection changes nothing."""
        answers = iter(["127.0.0.1", "10.0.0.1"])
        port = int(partner.host.partition(":")[2])
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda *_, **__: [(socket.AF_INET, 1, 6, "", (next(answers), port))],
        )
        session = GuardedSession(Policy([f"nom.example:{port}"]))
        assert session.get(f"http://nom.example:{port}/x").status_code == 404

    @pytest.mark.parametrize(
        "host", ["①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.0.0.1", "ⓛocalhost:25"]
    )
    def test_letters_that_become_digits_are_refused(self, host: str) -> None:
        """The check comes after the translation of names."""
        with pytest.raises(RemoteError):
            GuardedSession(Policy()).get(f"http://{host}/")

    def test_proxies_of_the_machine_are_not_used(
        self, partner: Partner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The request goes to the partner itself."""
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
        monkeypatch.setenv("no_proxy", "")
        fetch(partner, lambda answer: answer.as_json({}))
        assert len(partner.requests) == 1

    def test_only_get_is_sent(self, partner: Partner) -> None:
        """Readers read."""
        with pytest.raises(RemoteError, match="method"):
            GuardedSession(Policy([partner.host])).post(partner.url)


class TestRedirects:
    """At most three, each one checked."""

    @pytest.mark.parametrize(
        "location",
        [
            "http://127.0.0.1:1/",
            "http://10.0.0.1/",
            "http://[::ffff:10.0.0.1]/",
            "file:///etc/passwd",
            "gopher://x.example/",
            "data:text/html,x",
            "http://moi:secret@x.example/",
            "//169.254.169.254/",
        ],
    )
    def test_refuses_to_go_inside(self, partner: Partner, location: str) -> None:
        """A redirect passes the same checks as the first address."""
        with pytest.raises(AddressRefusedError):
            fetch(partner, lambda answer: answer.redirect(location))
        assert len(partner.requests) == 1

    def test_refuses_a_loop(self, partner: Partner) -> None:
        """The fourth redirect is not followed."""
        with pytest.raises(AddressRefusedError) as caught:
            fetch(partner, lambda answer: answer.redirect("/x"))
        assert caught.value.code == "remote.redirects"
        assert len(partner.requests) == 4

    def test_follows_three(self, partner: Partner) -> None:
        """An ordinary move of a portal is followed."""

        def behave(answer: Answer) -> None:
            step = len(partner.requests)
            if step <= 3:
                answer.redirect(f"/step-{step}")
            else:
                answer.as_json({"here": True})

        assert fetch(partner, behave).json() == {"here": True}


class TestLimits:
    """Time and size."""

    @pytest.mark.parametrize(
        "head",
        [
            b"HTTP/1.1 200 OK\r\nX-Slow:",
            b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ],
    )
    def test_a_drip_ends_at_the_deadline(self, partner: Partner, head: bytes) -> None:
        """Headers, body or chunk sizes that come byte by byte."""
        start = time.monotonic()
        with pytest.raises(SlowAnswerError) as caught:
            fetch(partner, lambda answer: answer.drip(head, 1, every=0.02), SHORT)
        assert caught.value.code in {"remote.deadline", "remote.broken"}
        assert time.monotonic() - start < 2

    def test_silence_ends_at_the_idle_limit(self, partner: Partner) -> None:
        """No byte at all."""
        with pytest.raises(SlowAnswerError):
            fetch(partner, lambda answer: answer.drip(b"", 0.3, every=0.3), SHORT)

    def test_refuses_a_large_body(self, partner: Partner) -> None:
        """One byte above the limit."""
        assert (
            len(fetch(partner, lambda a: a.send(200, b"x" * 20_000)).content) == 20_000
        )
        with pytest.raises(SlowAnswerError) as caught:
            fetch(partner, lambda answer: answer.send(200, b"x" * 20_001))
        assert caught.value.code == "remote.too_large"

    def test_refuses_a_gzip_bomb(self, partner: Partner) -> None:
        """The decoded size counts, and what it is of the received one."""
        with pytest.raises(RemoteError) as caught:
            fetch(partner, lambda answer: answer.gzipped(b"0" * 2_500_000))
        assert caught.value.code == "remote.ratio"
        with pytest.raises(RemoteError) as caught:
            fetch(partner, lambda answer: answer.gzipped(b"0" * 3_000_001))
        assert caught.value.code == "remote.too_large"

    @pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x-unknown"])
    def test_refuses_other_encodings(self, partner: Partner, encoding: str) -> None:
        """What was not asked for, and encodings in layers."""
        with pytest.raises(RemoteError) as caught:
            fetch(partner, lambda a: a.send(200, b"x", Content_Encoding=encoding))
        assert caught.value.code == "remote.encoding"

    def test_reads_gzip(self, partner: Partner) -> None:
        """An ordinary compressed answer."""
        assert fetch(partner, lambda a: a.gzipped(b'{"a": 1}')).json() == {"a": 1}

    @pytest.mark.parametrize("length", [50, 500])
    def test_refuses_a_body_cut_short(self, partner: Partner, length: int) -> None:
        """Fewer bytes than announced."""

        def behave(answer: Answer) -> None:
            answer.close_connection = True
            answer.send(200, b"x" * 10, length=length)

        with pytest.raises(SlowAnswerError) as caught:
            fetch(partner, behave)
        assert caught.value.code == "remote.broken"

    def test_refuses_a_truncated_gzip(self, partner: Partner) -> None:
        """A compressed body that ends in the middle."""
        body = gzip.compress(b"x" * 1000)[:-10]
        with pytest.raises(RemoteError):
            fetch(partner, lambda a: a.send(200, body, Content_Encoding="gzip"))

    def test_names_a_closed_port(self, partner: Partner) -> None:
        """Nobody there."""
        session = GuardedSession(Policy(["127.0.0.1:1"]))
        with pytest.raises(RemoteError) as caught:
            session.get("http://127.0.0.1:1/")
        assert caught.value.code == "remote.unreachable"

    def test_names_an_unknown_host(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A name that nobody has."""

        def fail(*_: object, **__: object) -> None:
            raise socket.gaierror(-2, "unknown")

        monkeypatch.setattr(socket, "getaddrinfo", fail)
        with pytest.raises(RemoteError) as caught:
            GuardedSession(Policy()).get("http://nulle-part.example/")
        assert caught.value.code == "remote.name"

    def test_refuses_a_server_without_tls(self, partner: Partner) -> None:
        """HTTPS towards a port that speaks HTTP."""
        session = GuardedSession(Policy([partner.host]), SHORT)
        with pytest.raises(RemoteError):
            session.get(partner.url.replace("http:", "https:"))


class TestTextEncoding:
    """text_encoding."""

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("été".encode(), "été"),
            ("\ufeffété".encode(), "été"),
            ("été".encode("cp1252"), "été"),
            ("été".encode("utf-16"), "été"),
        ],
    )
    def test_reads_french(self, body: bytes, text: str) -> None:
        """UTF-8 with and without mark, Windows, UTF-16."""
        assert body.decode(text_encoding(body)) == text
