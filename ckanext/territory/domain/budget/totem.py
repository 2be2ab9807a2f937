"""Reader of TOTEM budget documents as a stream of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ckanext.territory.domain.budget.amounts import AmountReader
from ckanext.territory.domain.budget.checks import Field
from ckanext.territory.domain.budget.classify import Classifier
from ckanext.territory.domain.budget.errors import BudgetError, at
from ckanext.territory.domain.budget.limits import Limits
from ckanext.territory.domain.budget.line import BudgetLine
from ckanext.territory.domain.budget.totem_header import RawHeader
from ckanext.territory.domain.budget.totem_line import LineBuilder
from ckanext.territory.domain.budget.xml_stream import XmlStream, local_name
from ckanext.territory.domain.errors import Notice

DOCUMENT: Final = "DocumentBudgetaire"
BUDGET: Final = "Budget"
LINE: Final = "LigneBudget"
_BLOCKS: Final = frozenset(
    {"EnTeteDocBudgetaire", "EnTeteBudget", "BlocBudget", "InformationsGenerales"}
)
_REQUIRED_BLOCKS: Final = ("EnTeteBudget", "BlocBudget")
# An annex block that opens and holds something: <DATA_EMPRUNT>, not <DATA_EMPRUNT/>.
_ANNEX: Final = re.compile(rb"DATA_([A-Z][A-Z_]{1,60})\s*>")
_ANNEX_OVERLAP: Final = 80


class TotemReader:
    """One reading of a TOTEM file: header only, or all lines."""

    def __init__(
        self, path: Path, limits: Limits, classifier: Classifier | None = None
    ) -> None:
        self.header = RawHeader()
        self._stream = XmlStream(path, limits, start=self._start, end=self._end)
        self._stack: list[str] = []
        self._documents = 0
        self._budgets = 0
        self._lines_begun = False
        self._builder = LineBuilder(classifier, AmountReader()) if classifier else None
        self._ready: list[BudgetLine] = []
        self._line_number = 0
        self._fields: dict[str, str] = {}
        self._prefix = ""
        self._inner = 0
        self._is_calculated = False

    def read_header(self) -> RawHeader:
        """Return the raw header; reading stops at the first line.

        Raises:
            BudgetError: not a budget, blocks missing or after the first line.
        """
        for _ in self._stream.run():
            if self._lines_begun:
                break
        self._check_structure()
        return self.header

    def lines(self) -> Iterator[BudgetLine]:
        """Yield the lines of the file, calculated and total lines left out."""
        ready = self._ready
        for _ in self._stream.run():
            yield from ready
            ready.clear()
        self._check_structure()

    def notices(self) -> list[Notice]:
        """Return what was skipped or completed, with counts, once lines are read."""
        counts = self._builder.counts if self._builder else Counter[str]()
        return [
            Notice(f"budget.{kind}", {"count": count})
            for kind, count in sorted(counts.items())
        ]

    def _check_structure(self) -> None:
        for name, count in ((DOCUMENT, self._documents), (BUDGET, self._budgets)):
            if not count:
                raise BudgetError(
                    "budget.not_a_budget", expected=name, **at("XML", self._stream.line)
                )
        for block in _REQUIRED_BLOCKS:
            if block not in self.header.blocks:
                raise BudgetError(
                    "budget.header_missing",
                    expected=block,
                    **at(f"{BUDGET}/{block}", self._stream.line),
                )
        if not self._lines_begun:
            raise BudgetError(
                "budget.no_lines",
                expected=LINE,
                **at(f"{BUDGET}/{LINE}", self._stream.line),
            )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        local = local_name(name)
        parent = stack[-1] if stack else ""
        if len(stack) >= self._stream.limits.depth:
            raise self._stream.too_deep()
        stack.append(local)
        if local == DOCUMENT:
            self._documents += 1
        elif parent == BUDGET and stack[-3:-2] == [DOCUMENT]:
            self._start_in_budget(name, local, attributes)
        elif parent == DOCUMENT:
            self._start_in_document(local, attributes)
        elif parent in _BLOCKS and not self._lines_begun:
            self._collect(parent, local, attributes)

    def _start_in_document(self, local: str, attributes: dict[str, str]) -> None:
        if local == BUDGET:
            self._budgets += 1
            if self._budgets > 1:
                raise BudgetError(
                    "budget.several_budgets", **at(BUDGET, self._stream.line)
                )
        elif local == "Scellement":
            for key in ("md5", "sha1"):
                self._keep(f"Scellement/{key}", attributes.get(key, ""))
        elif local in _BLOCKS:
            self.header.blocks[local] = self._stream.line

    def _start_in_budget(
        self, name: str, local: str, attributes: dict[str, str]
    ) -> None:
        if local == LINE:
            if not self._lines_begun:
                self._check_blocks()
                self._lines_begun = True
            self._open_line(name, attributes)
        elif local in _BLOCKS:
            if self._lines_begun and local in _REQUIRED_BLOCKS:
                raise BudgetError(
                    "budget.header_order",
                    expected=LINE,
                    **at(f"{BUDGET}/{local}", self._stream.line),
                )
            self.header.blocks[local] = self._stream.line

    def _check_blocks(self) -> None:
        for block in _REQUIRED_BLOCKS:
            if block not in self.header.blocks:
                raise BudgetError(
                    "budget.header_order",
                    expected=block,
                    **at(f"{BUDGET}/{LINE}", self._stream.line),
                )

    def _collect(self, parent: str, local: str, attributes: dict[str, str]) -> None:
        if parent == "InformationsGenerales":
            local = attributes.get("Code", "")
        self._keep(f"{parent}/{local}", attributes.get("V", ""))

    def _keep(self, path: str, value: str) -> None:
        if path not in self.header.fields:
            self.header.fields[path] = Field(value, path, self._stream.line)

    def _end(self, _name: str) -> None:
        self._stack.pop()

    # Lines are nearly all of a file: they have handlers of their own, kept short.

    def _open_line(self, name: str, attributes: dict[str, str]) -> None:
        if self._builder is None:
            return
        self._line_number = self._stream.line
        self._fields = {}
        self._inner = 0
        self._prefix = name[: -len(LINE)]
        self._is_calculated = attributes.get("calculated", "") in ("true", "1")
        self._stream.handle(self._start_in_line, self._end_in_line)

    def _start_in_line(self, name: str, attributes: dict[str, str]) -> None:
        self._inner += 1
        if self._inner == 1:
            if "Code" not in attributes:
                self._fields[name] = attributes.get("V", "")
            elif attributes["Code"].lower() == "section":
                self._fields["Section"] = attributes.get("V", "")
        elif self._inner + len(self._stack) > self._stream.limits.depth:
            raise self._stream.too_deep()

    def _end_in_line(self, _name: str) -> None:
        if self._inner:
            self._inner -= 1
            return
        self._stack.pop()
        self._stream.handle(self._start, self._end)
        fields = self._fields
        if self._prefix:
            fields = {local_name(name): value for name, value in fields.items()}
        builder = self._builder
        if builder is None:
            return
        if self._is_calculated:
            builder.counts["calculated_skipped"] += 1
            return
        line = builder.build(fields, self._line_number)
        if line is not None:
            self._ready.append(line)


def find_annexes(path: Path) -> tuple[str, ...]:
    """Return the names of the annex blocks that hold something, in file order.

    They follow the lines, and the header must be complete before the first line is
    given, so they are looked for in the bytes.
    """
    found: dict[str, None] = {}
    with path.open("rb") as source:
        rest = b""
        while chunk := source.read(1 << 20):
            for match in _ANNEX.finditer(rest + chunk):
                found[match.group(1).decode("ascii")] = None
            rest = chunk[-_ANNEX_OVERLAP:]
    return tuple(found)
