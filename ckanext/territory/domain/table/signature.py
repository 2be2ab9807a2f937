"""What a file is, by its first bytes; never by its name."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final, Literal

from ckanext.territory.domain.table.errors import TableError

Signature = Literal[
    "zip", "ole", "pdf", "html", "xml", "json", "sqlite", "image", "gzip", "text"
]
HEAD: Final = 4_096
_MARKS: tuple[tuple[bytes, Signature], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "gzip"),
)
_HTML: Final = re.compile(rb"<(?:!doctype html|html|head|body|table)\b", re.IGNORECASE)
_XML: Final = re.compile(rb"<(?:\?xml|[A-Za-z!])")


def signature_of(path: Path) -> Signature:
    """Return the kind of content by the first bytes."""
    with path.open("rb") as source:
        head = source.read(HEAD)
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    bare = _plain(head)
    if bare.startswith((b"{", b"[")):
        return "json"
    if _HTML.match(bare) or (_XML.match(bare) and _HTML.search(bare)):
        return "html"
    return "xml" if _XML.match(bare) else "text"


def _plain(head: bytes) -> bytes:
    """Return the bytes without the mark and the NUL of UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[2:].replace(b"\x00", b"").lstrip()
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def refuse_other_kinds(kind: Signature, name: str) -> None:
    """Refuse what is no table.

    Raises:
        TableError: `table.html`, `table.pdf`, `table.json`, …
    """
    if kind != "text":
        raise TableError(f"table.{kind}", file=name, place="—")
