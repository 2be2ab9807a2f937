"""Receiving a body under limits of size, decoded size and ratio."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from urllib3.response import BaseHTTPResponse

from ckanext.territory.remote.errors import RemoteError, SlowAnswerError

CHUNK = 65_536
RATIO_FLOOR = 1_000_000
ENCODINGS = "gzip, deflate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one answer; seconds and bytes.

    Source: security.md §5.1.
    """

    connect: float = 5
    idle: float = 15
    total: float = 120
    received: int = 50_000_000
    decoded: int = 100_000_000
    ratio: int = 100
    redirects: int = 3


class _Inflate:
    """Decodes gzip and deflate piece by piece, never more than asked for."""

    def __init__(self, encoding: str) -> None:
        self._coder = zlib.decompressobj(wbits=47)
        self._raw_next = encoding == "deflate"

    def feed(self, data: bytes, room: int) -> bytes:
        """Return at most ``room + 1`` decoded bytes."""
        try:
            out = self._coder.decompress(data, room + 1)
        except zlib.error:
            if not self._raw_next:
                raise
            self._coder = zlib.decompressobj(wbits=-15)
            out = self._coder.decompress(data, room + 1)
        self._raw_next = False
        return out

    @property
    def is_complete(self) -> bool:
        return self._coder.eof


def _encoding(response: BaseHTTPResponse, host: str) -> str:
    named = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if named not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise RemoteError("remote.encoding", host=host, found=named[:40])
    return named


def receive(response: BaseHTTPResponse, limits: Limits, host: str) -> bytes:
    """Return the decoded body.

    Raises RemoteError above a limit, for other encodings and for damaged ones.
    """
    encoding = _encoding(response, host)
    inflate = None if encoding == "identity" else _Inflate(encoding)
    parts: list[bytes] = []
    received = decoded = 0
    while data := response.read1(CHUNK, decode_content=False):
        received += len(data)
        if received > limits.received:
            raise SlowAnswerError("remote.too_large", host=host, limit=limits.received)
        part = _decode(inflate, data, limits.decoded - decoded, host)
        decoded += len(part)
        if decoded > limits.decoded:
            raise SlowAnswerError("remote.too_large", host=host, limit=limits.decoded)
        if decoded > RATIO_FLOOR and decoded > received * limits.ratio:
            raise RemoteError("remote.ratio", host=host, limit=limits.ratio)
        parts.append(part)
    if inflate is not None and received and not inflate.is_complete:
        raise SlowAnswerError("remote.broken", host=host)
    return b"".join(parts)


def _decode(inflate: _Inflate | None, data: bytes, room: int, host: str) -> bytes:
    if inflate is None:
        return data
    try:
        return inflate.feed(data, room)
    except zlib.error as error:
        raise RemoteError("remote.damaged", host=host) from error
