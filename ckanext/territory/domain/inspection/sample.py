"""Rows taken all over a table, since a large one is not looked at whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ckanext.territory.domain.table import TableReader, read_date

Row = tuple[str, ...]

HEAD: Final = 2_000
SPREAD: Final = 4_000
# Cells kept in all: a wide table gives fewer rows.
_CELLS: Final = 400_000
_FEWEST: Final = 100
_TRIED: Final = 100
_DAYS: Final = 20_000
_DAY_LENGTH: Final = 10


@dataclass(slots=True, kw_only=True)
class Sample:
    """Rows of a table, each as wide as its header.

    Attributes:
        count: rows of the whole table.
        is_whole: the rows are all there are.
        days: beginnings of the values of columns of dates, from every row.
    """

    header: Row
    rows: list[Row]
    count: int
    is_whole: bool
    days: dict[int, set[str]] = field(default_factory=dict[int, set[str]])


class _Spread:
    """Keeps one row in so many, evenly, whatever the length of the table."""

    def __init__(self, most: int) -> None:
        self.most, self.step = most, 1
        self.rows: list[Row] = []

    def add(self, number: int, row: Row) -> None:
        if number % self.step == 0:
            self.rows.append(row)
            if len(self.rows) > self.most:
                self.rows = self.rows[::2]
                self.step *= 2


def take_sample(reader: TableReader) -> Sample:
    """Return rows of a table: the first, others all over it, and the last.

    Raises TableError when a row cannot be read.
    """
    width = max(1, len(reader.header))
    most = max(_FEWEST, min(SPREAD, _CELLS // width))
    first_rows = max(_FEWEST, min(HEAD, _CELLS // width))
    rows = reader.rows()
    head: list[Row] = []
    for row in rows:
        head.append(row)
        if len(head) == first_rows:
            break
    else:
        return Sample(header=reader.header, rows=head, count=len(head), is_whole=True)
    return _long_sample(reader.header, head, rows, most)


def _long_sample(
    header: Row, head: list[Row], rows: Iterable[Row], most: int
) -> Sample:
    """Return a sample of a table that goes on after its head."""
    days = {place: set[str]() for place in _date_places(head, len(header))}
    for place, seen in days.items():
        seen.update(row[place][:_DAY_LENGTH] for row in head)
    tracked = [(place, seen.add) for place, seen in days.items()]
    spread, number, last = _Spread(most), -1, head[-1]
    add = spread.add
    for number, row in enumerate(rows):
        add(number, row)
        for place, see in tracked:
            see(row[place][:_DAY_LENGTH])
        last = row
    kept = [*head, *spread.rows]
    if last is not kept[-1]:
        kept.append(last)
    return Sample(
        header=header,
        rows=kept,
        count=len(head) + number + 1,
        is_whole=number < 0 or len(kept) == len(head) + number + 1,
        days={place: seen for place, seen in days.items() if len(seen) <= _DAYS},
    )


def _date_places(head: Sequence[Row], width: int) -> list[int]:
    """Return the columns whose first values are days or instants."""
    found: list[int] = []
    for place in range(width):
        values = [row[place] for row in head[:_TRIED] if row[place].strip()]
        if values and all(read_date(value) is not None for value in values):
            found.append(place)
    return found[:4]
