"""Opening a workbook: checks of the archive, choice of the sheet, rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ckanext.territory.domain.table.archive import check_workbook
from ckanext.territory.domain.table.errors import TableError, shown
from ckanext.territory.domain.table.header import HEAD_ROWS, find_head
from ckanext.territory.domain.table.layout import Container, Layout, TableLimits
from ckanext.territory.domain.table.signature import signature_of

_SHEETS: Final = 50
_EXACT: Final = 1e15  # above, a float is no exact integer
Numbered = Iterator[tuple[int, list[str]]]


def open_workbook(
    path: Path, name: str, limits: TableLimits, sheet: str | None
) -> tuple[Layout, tuple[str, ...], Callable[[], Numbered]]:
    """Return the layout, the column names, and what gives the rows.

    Raises:
        TableError: the file is refused.
    """
    container: Container = "XLS"
    if signature_of(path) == "zip":
        container = check_workbook(path, name, limits)
    try:
        # By its content: stored files have no ending, by which a path is told.
        with path.open("rb") as source:
            book = CalamineWorkbook.from_filelike(source)
        names = _visible(book)
        chosen = _sheet(book, names, sheet, name)
    except PasswordError as error:
        raise TableError("table.password", file=name, place="—") from error
    except CalamineError as error:
        found = shown(str(error))
        raise TableError("table.workbook", file=name, place="—", found=found) from error
    if chosen.total_width > limits.columns:
        raise TableError(
            "table.too_many_columns",
            file=name,
            place=chosen.name,
            found=chosen.total_width,
            expected=limits.columns,
        )

    def rows() -> Numbered:
        return _rows(chosen)

    first = list(islice(rows(), HEAD_ROWS))
    head = find_head([cells for _number, cells in first])
    layout = Layout(
        kind="xlsx",
        container=container,
        sheet=chosen.name,
        sheets=tuple(names),
        header_row=first[head.index][0] if head.index >= 0 else 0,
        titles=head.titles,
        first_column=head.start,
    )
    return layout, head.names, rows


def _visible(book: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible
        and sheet.typ == SheetTypeEnum.WorkSheet
    ][:_SHEETS]


def _sheet(
    book: CalamineWorkbook, names: list[str], wanted: str | None, file: str
) -> CalamineSheet:
    """Return the sheet of a name, else the one with the most cells."""
    if wanted is not None:
        if wanted not in names:
            facts = {"found": shown(wanted), "expected": shown(", ".join(names))}
            raise TableError("table.no_sheet", file=file, place=shown(wanted), **facts)
        return book.get_sheet_by_name(wanted)
    best: CalamineSheet | None = None
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if best is None or _cells(sheet) > _cells(best):
            best = sheet
    if best is None or _cells(best) == 0:
        raise TableError("table.empty", file=file, place="—")
    return best


def _cells(sheet: CalamineSheet) -> int:
    return sheet.height * sheet.width


def _rows(sheet: CalamineSheet) -> Numbered:
    # Rows and columns before the first value are left out by the library, but only the
    # rows by its iterator over rows.
    first = sheet.start[0] if sheet.start else 0
    for place, cells in enumerate(sheet.iter_rows()):
        yield first + place + 1, [_text(cell) for cell in cells]


def _text(cell: Any) -> str:  # noqa: ANN401, PLR0911 - one line for each type
    """Return a cell as text: plain decimals, ISO days and instants."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return str(cell)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
