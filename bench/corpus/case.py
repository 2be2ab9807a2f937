"""A file to be made, and what a careful person would put in the form for it."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

Expected = Mapping[str, Any]
Rows = Iterable[Sequence[object]]
ANY = object()
"""Stands for a field where a proposal, or none, is as good."""

RENNES, RENNES_METROPOLE = "35238", "243500139"
RENNES_SIRET, METROPOLE_SIRET = "21350238800001", "24350013900007"
COMMUNE = {"territory_level": "commune", "territory_code": [RENNES]}
EPCI = {"territory_level": "epci", "territory_code": [RENNES_METROPOLE]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file by name; ``write`` makes it at a path.

    ``expected`` has the value of each field that should be proposed; a tuple holds
    several values that are right. A field that is not there should not be proposed.
    """

    name: str
    write: Callable[[Path], None]
    expected: Expected


def dice(name: str) -> random.Random:
    """Return a source of figures that are the same at each run."""
    return random.Random(name)  # noqa: S311 - figures of examples


def year(start: int, end: int | None = None) -> list[dict[str, str]]:
    """Return the period of whole years."""
    return [{"start": f"{start}-01-01", "end": f"{end or start}-12-31"}]


def period(start: str, end: str) -> list[dict[str, str]]:
    """Return a period from day to day."""
    return [{"start": start, "end": end}]


def days(start: str, count: int, step: int = 1) -> list[date]:
    """Return days at equal distances."""
    first = date.fromisoformat(start)
    return [first + timedelta(days=step * number) for number in range(count)]


def months(start_year: int, count: int) -> list[date]:
    """Return the first days of months, from January on."""
    return [
        date(start_year + number // 12, number % 12 + 1, 1) for number in range(count)
    ]


def french(day: date) -> str:
    """Return a day as people write it."""
    return day.strftime("%d/%m/%Y")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def table(  # noqa: PLR0913 - keywords, each with a plain default
    name: str,
    header: Sequence[str],
    rows: Rows,
    expected: Expected,
    *,
    encoding: str = "utf-8",
    delimiter: str = ";",
    above: Sequence[str] = (),
) -> Case:
    """Return the case of a CSV file."""
    lines = [list(map(str, row)) for row in rows]

    def write(path: Path) -> None:
        with path.open("w", encoding=encoding, newline="") as target:
            writer = csv.writer(target, delimiter=delimiter)
            writer.writerows([text] for text in above)
            writer.writerow(header)
            writer.writerows(lines)

    return Case(name=name, write=write, expected=expected)


def workbook(  # noqa: PLR0913 - keywords, each with a plain default
    name: str,
    header: Sequence[str],
    rows: Rows,
    expected: Expected,
    *,
    above: Sequence[str] = (),
    sheet: str = "Feuil1",
) -> Case:
    """Return the case of an XLSX file; days are written as days."""
    lines = [list(row) for row in rows]

    def write(path: Path) -> None:
        book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
        page = book.add_worksheet(sheet)
        start = 0
        for text in above:
            page.write(start, 0, text)
            start += 1
        start += 1 if above else 0
        for offset, line in enumerate([list(header), *lines]):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    page.write_datetime(start + offset, column, _midnight(cell))
                else:
                    page.write(start + offset, column, cell)
        book.close()

    return Case(name=name, write=write, expected=expected)
