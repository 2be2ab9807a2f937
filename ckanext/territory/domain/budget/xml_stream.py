"""XML read as a stream of events, within bounds.

Expat is used directly: it builds no tree, so that memory stays flat, and it gives the
byte offset of each event, by which the private copy changes values and nothing else.
A document type declaration is refused where it starts, so no entity is ever declared,
expanded or fetched.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

from ckanext.territory.domain.budget.errors import BudgetError, at, shown
from ckanext.territory.domain.budget.limits import Limits

CHUNK: Final = 65_536
# Names of tags and attributes are found in the bytes: the encoding must keep ASCII.
ENCODINGS: Final = frozenset(
    codecs.lookup(name).name
    for name in ("utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii")
)
_WIDE_STARTS: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00")
_BOM: Final = codecs.BOM_UTF8
_CUT_SHORT: Final = frozenset(
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_BAD_ENCODING: Final = frozenset(
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_UNKNOWN_ENCODING,
        expat.errors.XML_ERROR_INCORRECT_ENCODING,
    )
)

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]


class XmlStream:
    """One reading of one file. Handlers may be swapped while it runs."""

    def __init__(
        self,
        path: Path,
        limits: Limits,
        *,
        start: StartHandler,
        end: EndHandler,
        comment: TextHandler | None = None,
    ) -> None:
        self.path = path
        self.limits = limits
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.XmlDeclHandler = self._check_declaration
        self.handle(start, end)
        if comment is not None:
            self.parser.CommentHandler = comment
        self._skipped = 0
        self._skipped_lines = 0
        self._elements = 0

    def handle(self, start: StartHandler, end: EndHandler) -> None:
        """Send the next events to these handlers."""
        self.parser.StartElementHandler = start
        self.parser.EndElementHandler = end

    @property
    def line(self) -> int:
        """Line of the file of the current event, from 1."""
        return self.parser.CurrentLineNumber + self._skipped_lines

    @property
    def offset(self) -> int:
        """Offset in the file, in bytes, of the current event."""
        return self.parser.CurrentByteIndex + self._skipped

    def run(self) -> Iterator[None]:
        """Read the file, yielding after each chunk.

        Raises:
            BudgetError: the file is too big, no XML, cut short, or not well formed.
        """
        self._check_size()
        with self.path.open("rb") as source:
            chunk = self._first_chunk(source.read(CHUNK))
            fed = 0
            while chunk:
                self._count(chunk)
                self._parse(chunk, is_last=False)
                fed += len(chunk)
                self._check_progress(fed)
                yield
                chunk = source.read(CHUNK)
            self._parse(b"", is_last=True)
            yield

    def too_deep(self) -> BudgetError:
        """Return the refusal of a document nested beyond the limit."""
        return BudgetError(
            "budget.too_deep", expected=self.limits.depth, **at("XML", self.line)
        )

    def _check_size(self) -> None:
        size = self.path.stat().st_size
        if size == 0:
            raise BudgetError("budget.empty")
        if size > self.limits.size:
            raise BudgetError("budget.too_large", found=size, expected=self.limits.size)

    def _first_chunk(self, chunk: bytes) -> bytes:
        """Return the chunk without blanks before the XML declaration."""
        if chunk.startswith(_WIDE_STARTS):
            raise BudgetError(
                "budget.encoding", found="UTF-16", expected="UTF-8", **at("XML", 1)
            )
        bare = chunk.removeprefix(_BOM).lstrip()
        if not bare:
            raise BudgetError("budget.empty")
        if bare == chunk.removeprefix(_BOM):
            return chunk
        self._skipped = len(chunk) - len(bare)
        self._skipped_lines = chunk[: self._skipped].count(b"\n")
        return bare

    def _count(self, chunk: bytes) -> None:
        # At the speed of C, and exact but for the few tags cut by the chunk's end.
        self._elements += (
            chunk.count(b"<")
            - chunk.count(b"</")
            - chunk.count(b"<!")
            - chunk.count(b"<?")
        )
        if self._elements > self.limits.elements:
            raise BudgetError(
                "budget.too_many_elements",
                expected=self.limits.elements,
                **at("XML", self.line),
            )

    def _check_progress(self, fed: int) -> None:
        """Refuse a single tag or text that outgrows the limit before it grows more."""
        pending = fed - max(self.parser.CurrentByteIndex, 0)
        if pending > self.limits.value + CHUNK:
            raise BudgetError(
                "budget.value_too_long",
                expected=self.limits.value,
                **at("XML", self.line),
            )

    def _parse(self, chunk: bytes, *, is_last: bool) -> None:
        try:
            self.parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            raise self._refusal(error, is_last=is_last) from error

    def _refusal(self, error: expat.ExpatError, *, is_last: bool) -> BudgetError:
        where = at("XML", error.lineno + self._skipped_lines)
        reason = expat.ErrorString(error.code) or ""
        if error.code in _BAD_ENCODING:
            return BudgetError(
                "budget.encoding", found=reason, expected="UTF-8", **where
            )
        if is_last and error.code in _CUT_SHORT:
            return BudgetError("budget.truncated", **where)
        return BudgetError("budget.malformed", found=reason, **where)

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise BudgetError("budget.doctype", **at("DOCTYPE", self.line))

    def _check_declaration(
        self, _version: str, encoding: str | None, _standalone: int
    ) -> None:
        if encoding is None:
            return
        try:
            name = codecs.lookup(encoding).name
        except LookupError:
            name = ""
        if name not in ENCODINGS:
            raise BudgetError(
                "budget.encoding",
                found=shown(encoding),
                expected="UTF-8",
                **at("XML", self.line),
            )


def local_name(name: str) -> str:
    """Return a tag or attribute name without its prefix."""
    return name.rpartition(":")[2]
