"""Encoding of a text file, found by strict reading and never by a guess."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from ckanext.territory.domain.table.errors import TableError

CHUNK: Final = 1 << 20
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that no printed text has; files of Windows-1252 and UTF-8 may hold the others.
_CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")


def text_encoding(path: Path, name: str) -> str:
    """Return the encoding: as marked, else UTF-8 when it fits, else Windows-1252.

    Raises:
        TableError: `table.empty`, `table.nul`, `table.binary` or `table.encoding`.
    """
    with path.open("rb") as source:
        head = source.read(CHUNK)
    if not head.strip():
        raise TableError("table.empty", file=name, place="—")
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked == "utf-16":
        _check_utf16(path, name)
        return marked
    if not _is_strict(path, "utf-8", name):
        if marked is not None or not _is_strict(path, "cp1252", name):
            raise TableError("table.encoding", file=name, place="—")
        return "cp1252"
    return marked or "utf-8"


def _is_strict(path: Path, encoding: str, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            _check_printed(chunk, name, line)
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _check_printed(chunk: bytes, name: str, line: int) -> None:
    place = chunk.find(0)
    if place >= 0:
        place = line + chunk.count(b"\n", 0, place)
        raise TableError("table.nul", file=name, place=f"l. {place}")
    if line == 1 and not _CONTROLS.isdisjoint(chunk[:4096]):
        raise TableError("table.binary", file=name, place="—")


def _check_utf16(path: Path, name: str) -> None:
    line = 1
    try:
        with path.open(encoding="utf-16", newline="") as source:
            while text := source.read(CHUNK):
                line += text.count("\n")
                if "\x00" in text:
                    raise TableError("table.nul", file=name, place=f"l. {line}")
    except UnicodeError as error:
        place = f"l. {line}"
        raise TableError("table.encoding", file=name, place=place) from error
