"""Archives, looked at before anything is unpacked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ckanext.territory.domain.table.errors import TableError, megabytes, shown
from ckanext.territory.domain.table.layout import Container, TableLimits

_CHUNK: Final = 1 << 20
_TEXTS: Final = "xl/sharedstrings.xml"
# A cell with something in it: styled and empty ones are closed at once.
_CELL: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?:[^>]*[^/>])?>')
_OVERLAP: Final = 256
_LETTERS: Final = 26


def open_archive(path: Path, name: str, limits: TableLimits) -> zipfile.ZipFile:
    """Return an archive whose listing is within the limits.

    Raises:
        TableError: `table.zip`, `table.zip_entries`, `table.zip_bomb`,
            `table.password`.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise TableError("table.zip", file=name, place="—") from error
    entries = archive.infolist()
    if len(entries) > limits.entries:
        facts = {"found": len(entries), "expected": limits.entries}
        raise TableError("table.zip_entries", file=name, place="—", **facts)
    if any(entry.flag_bits & 1 for entry in entries):
        raise TableError("table.password", file=name, place="—")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    is_bomb = unpacked > limits.ratio_floor and unpacked / packed > limits.ratio
    if unpacked > limits.unpacked or is_bomb:
        largest = max(entries, key=lambda entry: entry.file_size)
        facts = {
            "found": megabytes(unpacked),
            "expected": megabytes(limits.unpacked),
        }
        place = shown(largest.filename)
        raise TableError("table.zip_bomb", file=name, place=place, **facts)
    return archive


def check_workbook(path: Path, name: str, limits: TableLimits) -> Container:
    """Return the format of a workbook that can be opened within the limits.

    Raises:
        TableError: as `open_archive`; `table.not_a_workbook`, `table.too_many_texts`,
            `table.too_many_cells`.
    """
    with open_archive(path, name, limits) as archive:
        names = archive.namelist()
        if "content.xml" in names:
            return "ODS"
        if "xl/workbook.xml" not in names:
            raise TableError("table.not_a_workbook", file=name, place="—")
        _check_texts(archive, name, limits)
        for entry in names:
            if entry.startswith("xl/worksheets/") and entry.endswith(".xml"):
                _check_extent(archive, entry, name, limits)
    return "XLSX"


def _check_texts(archive: zipfile.ZipFile, name: str, limits: TableLimits) -> None:
    """Refuse more texts than fit in memory: they are read whole, used or not."""
    size = sum(
        entry.file_size
        for entry in archive.infolist()
        if entry.filename.lower() == _TEXTS
    )
    if size > limits.texts:
        facts = {"found": megabytes(size), "expected": megabytes(limits.texts)}
        raise TableError("table.too_many_texts", file=name, place=_TEXTS, **facts)


def _check_extent(
    archive: zipfile.ZipFile, entry: str, name: str, limits: TableLimits
) -> None:
    """Refuse a sheet with cells so far apart that a grid over them fills the memory."""
    columns: set[bytes] = set()
    rows: set[int] = set()
    for chunk in _chunks(archive, entry, name, limits):
        found = _CELL.findall(chunk)
        columns.update(column for column, _row in found)
        if found:
            numbers = [int(row) for _column, row in (found[0], found[-1])]
            rows.update(numbers)
    if not rows:
        return
    cells = max(map(_column_number, columns)) * (max(rows) - min(rows) + 1)
    if cells > limits.cells:
        facts = {"found": cells, "expected": limits.cells}
        raise TableError("table.too_many_cells", file=name, place=shown(entry), **facts)


def _chunks(
    archive: zipfile.ZipFile, entry: str, name: str, limits: TableLimits
) -> Iterable[bytes]:
    """Yield the content piece by piece; a listing that lies is found out here."""
    rest = b""
    size = 0
    try:
        with archive.open(entry) as source:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > limits.unpacked:
                    facts = {
                        "found": megabytes(size),
                        "expected": megabytes(limits.unpacked),
                    }
                    place = shown(entry)
                    raise TableError("table.zip_bomb", file=name, place=place, **facts)
                yield rest + chunk
                rest = chunk[-_OVERLAP:]
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise TableError("table.zip", file=name, place=shown(entry)) from error


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
