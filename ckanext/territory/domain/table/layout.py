"""How a table is laid out in its file, and the bounds within which it is read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

TableKind = Literal["csv", "xlsx"]
Container = Literal["CSV", "XLSX", "ODS", "XLS"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLimits:
    """Sizes above which a table is refused.

    Attributes:
        size: bytes of the file; that of the largest budget files.
        columns: more are not a table that people read: CKAN's DataStore stops at
            1,600 (a limit of PostgreSQL), spreadsheets of LibreOffice at 1,024.
        cell: characters of one cell; the bound of Python's csv module.
        cells: rows times columns of a sheet, empty ones included: about 32 bytes of
            memory each.
        entries: files in the archive that a workbook is.
        unpacked: bytes of the archive once unpacked.
        texts: bytes of the shared texts of a workbook, once unpacked: about ten times
            as much in memory.
        ratio: unpacked bytes for one packed, above `ratio_floor` unpacked bytes: real
            sheets reach 60, an empty-looking bomb 1,000.
    """

    size: int = 400_000_000
    columns: int = 2_000
    cell: int = 131_072
    cells: int = 10_000_000
    entries: int = 2_000
    unpacked: int = 200_000_000
    texts: int = 50_000_000
    ratio: int = 100
    ratio_floor: int = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the table is in its file.

    Attributes:
        kind: "csv", or "xlsx" for a sheet of any workbook.
        container: format of the file.
        encoding: of a CSV, as Python names it.
        delimiter: of a CSV.
        sheet: name of the sheet that is read.
        sheets: names of all visible sheets.
        header_row: row of the column names, from 1; 0 when the table has none.
        titles: texts above the header, which are not read as data.
        first_column: columns left out at the left because nothing is in them.
    """

    kind: TableKind
    container: Container
    header_row: int
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    first_column: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the layout by name of its parts."""
        return asdict(self)
