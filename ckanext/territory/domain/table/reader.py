"""A table, opened and read row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ckanext.territory.domain.table.csv_table import open_csv
from ckanext.territory.domain.table.errors import TableError, megabytes
from ckanext.territory.domain.table.layout import Layout, TableLimits
from ckanext.territory.domain.table.signature import refuse_other_kinds, signature_of

Row = tuple[str, ...]
NumberedRow = tuple[int, list[str]]


@dataclass(slots=True, kw_only=True)
class TableReader:
    """A table whose header is known and whose rows stream.

    Attributes:
        layout: where the table is in its file.
        header: names of the columns, "" where the file gives none.
        ragged: rows with more or fewer cells than the header; complete once the rows
            are exhausted.
    """

    layout: Layout
    header: Row
    source: Callable[[], Iterator[NumberedRow]] = field(repr=False)
    name: str = ""
    limits: TableLimits = field(default_factory=TableLimits, repr=False)
    ragged: int = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows as texts, each as wide as the header, blank ones left out.

        Raises:
            TableError: a row cannot be read.
        """
        for _number, row in self.numbered_rows():
            yield row

    def numbered_rows(self) -> Iterator[tuple[int, Row]]:
        """Yield each row with its line in the file, or its row in the sheet, from 1.

        Raises:
            TableError: a row cannot be read.
        """
        width, start = len(self.header), self.layout.first_column
        end = width + start
        blank = ("",) * width
        self.ragged = 0
        for number, cells in self.source():
            if number <= self.layout.header_row:
                continue
            found = len(cells)
            if found == end:
                row = tuple(cells[start:]) if start else tuple(cells)
                if row == blank:
                    continue
            elif found < end:
                row = (*cells[start:], *blank)[:width]
                if row == blank:
                    continue
                self.ragged += 1
            else:
                row = tuple(cells[start:end])
                # Cells beyond the header count only when something is in them.
                self.ragged += any(cells[end:])
            yield number, row


def open_table(
    path: Path,
    *,
    name: str,
    limits: TableLimits | None = None,
    sheet: str | None = None,
) -> TableReader:
    """Return the table of a CSV file or of a workbook (XLSX, ODS, XLS).

    Files from outside are opened in a child process (`bounded.run_bounded`): a workbook
    is unpacked in memory.

    Args:
        path: the file; it must stay there while rows are read.
        name: name of the file shown to people.
        limits: bounds; the usual ones when None.
        sheet: sheet of the workbook; the one with the largest table when None.

    Raises:
        TableError: the file is refused.
    """
    bounds = limits or TableLimits()
    size = path.stat().st_size
    if size == 0:
        raise TableError("table.empty", file=name, place="—")
    if size > bounds.size:
        facts = {"found": megabytes(size), "expected": megabytes(bounds.size)}
        raise TableError("table.too_large", file=name, place="—", **facts)
    signature = signature_of(path)
    if signature in {"zip", "ole"}:
        # Only here: the library is not needed for a CSV.
        from ckanext.territory.domain.table.workbook import (  # noqa: PLC0415
            open_workbook,
        )

        layout, header, source = open_workbook(path, name, bounds, sheet)
    else:
        refuse_other_kinds(signature, name)
        layout, header, source = open_csv(path, name, bounds)
    return TableReader(
        layout=layout, header=header, source=source, name=name, limits=bounds
    )
