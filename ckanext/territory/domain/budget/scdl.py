"""Reader of SCDL budget CSV files as a stream of lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from ckanext.territory.domain.budget.checks import (
    Field,
    area_code,
    checked_decision,
    checked_siret,
    checked_stage,
    checked_year,
)
from ckanext.territory.domain.budget.errors import BudgetError, at, shown
from ckanext.territory.domain.budget.header import BudgetHeader
from ckanext.territory.domain.budget.limits import Limits
from ckanext.territory.domain.budget.scdl_writer import SCDL_COLUMNS
from ckanext.territory.domain.budget.words import Stage
from ckanext.territory.domain.errors import Notice

REQUIRED: Final = (
    "BGT_NATDEC",
    "BGT_ANNEE",
    "BGT_SIRET",
    "BGT_NOM",
    "BGT_NATURE",
    "BGT_OPBUDG",
    "BGT_CODRD",
)
IDENTITY: Final = ("BGT_NATDEC", "BGT_ANNEE", "BGT_SIRET")
AMOUNTS: Final = tuple(
    name for name in SCDL_COLUMNS if name.startswith(("BGT_MT", "BGT_CRED"))
)
DELIMITERS: Final = (",", ";", "\t")
PREFIX: Final = "BGT_"
_ENCODINGS: Final = ("utf-8-sig", "cp1252")
_SAMPLE: Final = 1_000
_CHAPTER_LENGTH: Final = 3
_EXAMPLES: Final = 5

Row = tuple[int, Sequence[str]]
"""Row of the file, from 1 with the header; its cells."""


def text_encoding(path: Path) -> str:
    """Return the encoding of a text file: UTF-8, else Windows-1252.

    Raises:
        BudgetError: `budget.encoding` when neither can read the file.
    """
    for encoding in _ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as source:
                while text := source.read(1 << 20):
                    if "\x00" in text:
                        raise BudgetError(
                            "budget.encoding",
                            found="NUL",
                            expected="UTF-8",
                            **at("CSV", 1),
                        )
        except UnicodeDecodeError:
            continue
        return encoding
    raise BudgetError("budget.encoding", found="—", expected="UTF-8", **at("CSV", 1))


class ScdlTable:
    """A CSV file with the columns of SCDL budget, whatever their order and case.

    Attributes:
        columns: position of each known column.
        notices: what was odd in the table as a whole.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.notices: list[Notice] = []
        self.encoding = text_encoding(path)
        if self.encoding != _ENCODINGS[0]:
            self.notices.append(
                Notice("budget.encoding_repaired", {"found": self.encoding})
            )
        with path.open(encoding=self.encoding, newline="") as source:
            first = source.readline(limits.value)
        self.delimiter = max(DELIMITERS, key=first.count)
        self._names = self._read_names()
        self.columns = {
            name: index
            for index, name in enumerate(self._names)
            if name in SCDL_COLUMNS
        }
        self._check_columns()
        self._check_swapped()

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header, blank ones left out.

        Raises:
            BudgetError: a row is wider or narrower than the header, or unreadable.
        """
        width = len(self._names)
        rows = self._raw_rows()
        next(rows, None)
        for count, (number, cells) in enumerate(rows):
            if count >= self.limits.elements:
                raise BudgetError(
                    "budget.too_many_elements",
                    expected=self.limits.elements,
                    **at("CSV", number),
                )
            if len(cells) != width:
                if not any(cell.strip() for cell in cells):
                    continue
                raise BudgetError(
                    "budget.row_width",
                    found=len(cells),
                    expected=width,
                    **at("CSV", number),
                )
            if any(cells):
                yield number, cells

    def _raw_rows(self) -> Iterator[Row]:
        with self.path.open(encoding=self.encoding, newline="") as source:
            reader = csv.reader(source, delimiter=self.delimiter, strict=True)
            while True:
                # Rows are counted in lines of the file, as editors and spreadsheets
                # without line breaks inside cells show them.
                number = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise BudgetError(
                        "budget.csv", found=str(error), **at("CSV", number)
                    ) from error
                yield number, cells

    def _read_names(self) -> list[str]:
        for _number, cells in self._raw_rows():
            return [cell.strip().upper() for cell in cells]
        raise BudgetError("budget.empty")

    def _check_columns(self) -> None:
        repeated = sorted({n for n in self.columns if self._names.count(n) > 1})
        if repeated:
            raise BudgetError(
                "budget.columns_repeated",
                found=", ".join(repeated),
                **at(repeated[0], 1),
            )
        missing = [name for name in REQUIRED if name not in self.columns]
        if not missing and not any(name in self.columns for name in AMOUNTS):
            missing = ["BGT_MTPREV"]
        if missing:
            raise BudgetError(
                "budget.columns_missing",
                expected=", ".join(missing),
                **at(missing[0], 1),
            )
        unknown = [name for name in self._names if name not in SCDL_COLUMNS]
        if unknown:
            self.notices.append(
                Notice(
                    "budget.columns_unknown",
                    {
                        "count": len(unknown),
                        "examples": shown(", ".join(unknown[:_EXAMPLES])),
                    },
                )
            )

    def _check_swapped(self) -> None:
        """Exchange chapter and account when the file follows the schema's wording.

        The schema describes BGT_CONTNAT as the account and BGT_NATURE as the chapter.
        Chapters have two or three characters and are never longer than the account.
        """
        if "BGT_CONTNAT" not in self.columns:
            return
        chapter, account = self.columns["BGT_CONTNAT"], self.columns["BGT_NATURE"]
        straight = swapped = 0
        for _number, cells in islice(self.rows(), _SAMPLE):
            lengths = len(cells[chapter].strip()), len(cells[account].strip())
            if not all(lengths) or lengths[0] == lengths[1]:
                continue
            if lengths[0] < lengths[1]:
                straight += 1
            elif lengths[1] <= _CHAPTER_LENGTH:
                swapped += 1
        if swapped <= straight:
            return
        pairs = (("BGT_CONTNAT", "BGT_NATURE"),)
        if {"BGT_CONTNAT_LABEL", "BGT_NATURE_LABEL"} <= self.columns.keys():
            pairs += (("BGT_CONTNAT_LABEL", "BGT_NATURE_LABEL"),)
        for one, other in pairs:
            self.columns[one], self.columns[other] = (
                self.columns[other],
                self.columns[one],
            )
        self.notices.append(Notice("budget.columns_swapped", {}))

    def field(self, name: str, row: Row) -> Field:
        """Return a cell with its place."""
        number, cells = row
        index = self.columns.get(name)
        return Field("" if index is None else cells[index], name, number)


def build_scdl_header(
    table: ScdlTable, *, stage: Stage | None, decision_number: int | None
) -> BudgetHeader:
    """Return the header told by the first row.

    Raises:
        BudgetError: no row, or SIRET, year, stage or decision number wrong.
    """
    first = next(table.rows(), None)
    if first is None:
        raise BudgetError("budget.no_lines", expected="BGT_NATURE", **at("CSV", 2))
    siret = checked_siret(table.field("BGT_SIRET", first))
    found = checked_stage(table.field("BGT_NATDEC", first), stage)
    decision = Field("", "BGT_NATDEC", first[0])
    return BudgetHeader(
        source_format="scdl_csv",
        entity_name=table.field("BGT_NOM", first).value.strip() or siret,
        entity_siret=siret,
        budget_label=None,
        budget_kind=None,
        main_entity_siret=None,
        insee_code=area_code("", siret),
        fiscal_year=checked_year(table.field("BGT_ANNEE", first)),
        stage=found,
        decision_number=checked_decision(found, decision, decision_number),
        accounting_framework=None,
        nomenclature=None,
        adopted_on=None,
        population=None,
        vote_mode="mixte" if _has_functions(table) else "nature",
        seal=None,
        annexes=(),
        entity_category=None,
    )


def _has_functions(table: ScdlTable) -> bool:
    index = table.columns.get("BGT_FONCTION")
    if index is None:
        return False
    sample = islice(table.rows(), _SAMPLE)
    return any(cells[index].strip() for _number, cells in sample)
