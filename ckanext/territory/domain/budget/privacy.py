"""Copy of a TOTEM file without personal data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ckanext.territory.domain.budget.byte_patch import BytePatch
from ckanext.territory.domain.budget.errors import BudgetError, at, naming
from ckanext.territory.domain.budget.limits import Limits
from ckanext.territory.domain.budget.privacy_rules import (
    ROW_BLOCK,
    WORKS_ACCOUNT,
    PersonKind,
    is_neutral,
    is_person_row,
    is_works_label,
    is_works_row,
    kind_of_child,
    kind_of_name,
    kind_of_text,
    kind_of_value,
)
from ckanext.territory.domain.budget.xml_stream import XmlStream, local_name

_LINE: Final = "LigneBudget"
_VALUE: Final = "V"
_LINE_CHILDREN: Final = frozenset({"LibCpte", "Nature"})
_DOCUMENT: Final = "DocumentBudgetaire"
# A longer row is settled in pieces, each judged without the others: more is emptied.
_LONGEST_ROW: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyReport:
    """How many values were emptied, by kind of person or of text."""

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Number of values emptied."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that may be emptied: V and other attributes of a tag, or its text.

    Attributes:
        value: the V attribute, or the text when `end` is set.
        others: other attributes to empty, by local name.
        end: offset of the end tag, for a text.
        fixed: kind decided without looking at the row (a comment).
    """

    offset: int
    name: str
    value: str
    others: Mapping[str, PersonKind] = field(default_factory=dict[str, PersonKind])
    end: int | None = None
    fixed: PersonKind | None = None


class _Blanker:
    """Walks the file and empties what points to a person.

    What is in a row of an annex, or in a line, waits for the end of the row: only then
    is it known whom the row is about.
    """

    def __init__(self, source: Path, limits: Limits, patch: BytePatch) -> None:
        self.stream = XmlStream(
            source, limits, start=self._start, end=self._end, comment=self._comment
        )
        self.stream.parser.CharacterDataHandler = self._characters
        self.counts: Counter[str] = Counter()
        self.is_budget = False
        self._patch = patch
        self._stack: list[str] = []
        self._block = ""
        self._row: list[_Entry] | None = None
        self._row_depth = 0
        self._leaf: tuple[int, str] | None = None
        self._characters_read = ""
        self._line_names: set[str] = set()
        self._inner = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        local = local_name(name)
        if len(stack) >= self.stream.limits.depth:
            raise self.stream.too_deep()
        stack.append(local)
        if self._row is not None:
            if len(self._row) >= _LONGEST_ROW:
                self._settle(self._row)
                self._row = []
            self._row.append(self._entry(local, attributes))
            return
        entry = self._entry(local, attributes)
        self._apply(entry, kind_of_text(local))
        self.is_budget = self.is_budget or local == _DOCUMENT
        if local == _LINE:
            self._open_row("")
            self._open_line(name.removesuffix(_LINE))
        elif len(stack) > 1 and stack[-2].startswith(ROW_BLOCK):
            self._open_row(stack[-2])

    def _entry(self, local: str, attributes: dict[str, str]) -> _Entry:
        self._leaf = (self.stream.offset, local)
        self._characters_read = ""
        others: dict[str, PersonKind] = {}
        if _has_more(attributes):
            for full_name, value in attributes.items():
                name = local_name(full_name)
                kind = kind_of_name(name) if value.strip() else None
                if kind is not None:
                    others[name] = kind
        return _Entry(self.stream.offset, local, attributes.get(_VALUE, ""), others)

    def _open_row(self, block: str) -> None:
        self._block = block
        self._row = []
        self._row_depth = len(self._stack)

    def _open_line(self, prefix: str) -> None:
        """Take the short way through a line: nearly all of a file is lines."""
        self._line_names = {prefix + name for name in _LINE_CHILDREN}
        self._inner = 0
        self.stream.parser.CharacterDataHandler = None
        self.stream.handle(self._start_in_line, self._end_in_line)

    def _start_in_line(self, name: str, attributes: dict[str, str]) -> None:
        self._inner += 1
        if self._inner + len(self._stack) > self.stream.limits.depth:
            raise self.stream.too_deep()
        if name not in self._line_names and not _has_more_in_line(attributes):
            return
        if self._row is not None:
            self._row.append(self._entry(local_name(name), attributes))

    def _end_in_line(self, name: str) -> None:
        if self._inner:
            self._inner -= 1
            return
        self._leaf = None
        self.stream.handle(self._start, self._end)
        self._end(name)

    def _characters(self, text: str) -> None:
        if len(self._characters_read) < self.stream.limits.value:
            self._characters_read += text

    def _end(self, _name: str) -> None:
        depth = len(self._stack)
        local = self._stack.pop()
        leaf, self._leaf = self._leaf, None
        if leaf is not None and self._characters_read.strip():
            entry = _Entry(
                leaf[0], local, self._characters_read, end=self.stream.offset
            )
            if self._row is not None:
                self._row.append(entry)
            else:
                self._apply(entry, kind_of_text(local))
        self._characters_read = ""
        if self._row is not None and depth == self._row_depth:
            self._settle(self._row)
            self._row = None
            self.stream.parser.CharacterDataHandler = self._characters

    def _settle(self, row: list[_Entry]) -> None:
        """Empty the personal values of a row, now that all of it is known."""
        values = {entry.name: entry.value for entry in row}
        about = is_person_row(self._block, values)
        is_works = is_works_row(self._block, values) or (
            not self._block and values.get("Nature", "").startswith(WORKS_ACCOUNT)
        )
        for entry in row:
            self._apply(entry, self._kind(entry, about, is_works=is_works))

    def _kind(
        self, entry: _Entry, about: PersonKind | None, *, is_works: bool
    ) -> PersonKind | None:
        if entry.fixed is not None:
            return entry.fixed
        if about is not None and not is_neutral(entry.name):
            return about
        if is_works and is_works_label(entry.name):
            return "third_party_works"
        if not self._block:
            return kind_of_value(entry.value)
        return kind_of_child(self._block, entry.name, entry.value)

    def _apply(self, entry: _Entry, kind: PersonKind | None) -> None:
        if kind is not None and not entry.value.strip():
            kind = None
        if entry.end is not None:
            if kind is not None:
                self._patch.empty_text(entry.offset, entry.end)
        elif entry.fixed is not None:
            self._patch.empty_comment(entry.offset)
        elif kind is not None or entry.others:
            own = (_VALUE,) if kind is not None else ()
            self._patch.empty_attributes(entry.offset, {*own, *entry.others})
        self.counts.update(entry.others.values())
        if kind is not None:
            self.counts[kind] += 1

    def _comment(self, text: str) -> None:
        self._leaf = None
        if not text.strip():
            return
        entry = _Entry(self.stream.offset, "", text, fixed="comment")
        if self._row is not None:
            self._row.append(entry)
        else:
            self._apply(entry, "comment")


def _has_more_in_line(attributes: dict[str, str]) -> bool:
    expected = (_VALUE in attributes) + ("Code" in attributes)
    return len(attributes) > expected


def _has_more(attributes: dict[str, str]) -> bool:
    return len(attributes) > 1 or _VALUE not in attributes


def blank_personal_data(
    source: Path,
    target: Path,
    *,
    limits: Limits | None = None,
    name: str | None = None,
) -> PrivacyReport:
    """Write a copy of a TOTEM file whose personal values are empty.

    Every other byte is the same, `Scellement` included (it seals the original). Doing
    it again changes nothing. On a refusal no target is left.

    Args:
        source: the TOTEM file.
        target: where the copy is written; replaced when it exists.
        limits: bounds; the defaults when None.
        name: name of the file shown to people; the source's own when None.

    Raises:
        BudgetError: the source is no readable budget document.
    """
    try:
        with naming(name or source.name):
            counts = _copy_blanked(source, target, limits or Limits())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return PrivacyReport(counts=dict(sorted(counts.items())))


def _copy_blanked(source: Path, target: Path, limits: Limits) -> Counter[str]:
    with source.open("rb") as original, target.open("wb") as copy:
        patch = BytePatch(original, copy, limits.value)
        blanker = _Blanker(source, limits, patch)
        for _ in blanker.stream.run():
            pass
        if not blanker.is_budget:
            raise BudgetError("budget.not_a_budget", expected=_DOCUMENT, **at("XML", 1))
        patch.finish()
    return blanker.counts
