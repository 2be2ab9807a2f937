"""Copy of a file in which some values are emptied and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import BinaryIO, Final

from ckanext.territory.domain.budget.errors import BudgetError, at
from ckanext.territory.domain.budget.xml_stream import CHUNK, local_name

_ATTRIBUTE: Final = rb"([^\s=<>/\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
_ATTRIBUTES: Final = re.compile(_ATTRIBUTE)
_TAG: Final = re.compile(
    rb"<[^\s<>/=\"']+(?:\s+[^\s=<>/\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>"
)
_WINDOW: Final = 4_096


class BytePatch:
    """Writes the copy in one pass; edits come in the order of the file."""

    def __init__(self, source: BinaryIO, target: BinaryIO, longest: int) -> None:
        self._source = source
        self._target = target
        self._longest = longest + CHUNK
        self._copied = 0

    def empty_attributes(self, offset: int, names: Collection[str]) -> None:
        """Empty the attributes with these local names in the tag at an offset."""
        tag = self._tag(offset)
        for match in _ATTRIBUTES.finditer(tag):
            name = local_name(match.group(1).decode("utf-8", "replace"))
            group = 2 if match.group(2) is not None else 3
            if name in names:
                self._drop(offset + match.start(group), offset + match.end(group))

    def empty_text(self, offset: int, end: int) -> None:
        """Drop what is between the tag at an offset and the end tag at another."""
        self._drop(offset + len(self._tag(offset)), end)

    def empty_comment(self, offset: int) -> None:
        """Drop the text of the comment at an offset."""
        window = self._read(offset, _WINDOW)
        size = _WINDOW
        while b"-->" not in window[4:] and len(window) == size <= self._longest:
            size *= 2
            window = self._read(offset, size)
        end = window.find(b"-->", 4)
        if end < 0:
            raise self._too_long()
        self._drop(offset + 4, offset + end)

    def finish(self) -> None:
        """Copy what is left."""
        self._source.seek(self._copied)
        while chunk := self._source.read(CHUNK):
            self._target.write(chunk)

    def _drop(self, start: int, end: int) -> None:
        if start < self._copied or end <= start:
            return
        self._source.seek(self._copied)
        left = start - self._copied
        while left:
            chunk = self._source.read(min(left, CHUNK))
            self._target.write(chunk)
            left -= len(chunk)
        self._copied = end

    def _tag(self, offset: int) -> bytes:
        size = _WINDOW
        while size <= self._longest * 2:
            window = self._read(offset, size)
            match = _TAG.match(window)
            if match:
                return match.group()
            if len(window) < size:
                break
            size *= 2
        raise self._too_long()

    def _read(self, offset: int, size: int) -> bytes:
        self._source.seek(offset)
        return self._source.read(size)

    def _too_long(self) -> BudgetError:
        return BudgetError(
            "budget.value_too_long", expected=self._longest, **at("XML", 1)
        )
