"""The row of the column names, and what stands above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ckanext.territory.domain.table.errors import shown
from ckanext.territory.domain.table.values import read_date, read_number

HEAD_ROWS: Final = 60
_SEARCHED: Final = 25
_NAME_LENGTH: Final = 200
_TITLE_LENGTH: Final = 300
_TITLES: Final = 5
_FILLED: Final = 0.6
_WORDS: Final = 0.5
_PERIOD_NAME: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?: ?[-/] ?(?:19|20)?[0-9]{2})?(?:[.,]0)?"
)

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns start, and what they are called.

    Attributes:
        index: place of the header among the rows, from 0; -1 when there is none.
        names: one text for each column, "" where the file gives none.
        titles: texts above.
        start: empty columns at the left.
    """

    index: int
    names: tuple[str, ...]
    titles: tuple[str, ...]
    start: int = 0


def find_head(rows: Sequence[Row]) -> Head:
    """Return the head of a table by its first rows, blank ones included."""
    filled = [_extent(row) for row in rows]
    used = [extent for extent in filled if extent is not None]
    if not used:
        return Head(-1, (), ())
    body = _body_width(used)
    index = _header_index(rows, body)
    if index is None:
        start = min(extent[0] for extent in used)
        names = ("",) * (max(extent[1] for extent in used) - start)
        return Head(-1, names, (), start)
    below = [extent for extent in filled[index:] if extent is not None]
    start = min(extent[0] for extent in below)
    # Columns beyond the header count when the rows below regularly fill them.
    ends = Counter(extent[1] for extent in below[1:])
    usual = max(ends, key=lambda end: (ends[end], end)) if ends else 0
    end = max(below[0][1], usual)
    names = _names(rows, index, start, end)
    return Head(index, names, _titles(rows[:index]), start)


def _extent(row: Row) -> tuple[int, int] | None:
    places = [place for place, cell in enumerate(row) if cell.strip()]
    return (places[0], places[-1] + 1) if places else None


def _body_width(used: Sequence[tuple[int, int]]) -> int:
    widths = Counter(end - start for start, end in used)
    return max(widths, key=lambda width: (widths[width], width))


def _header_index(rows: Sequence[Row], body: int) -> int | None:
    """Return the first row that names most columns in words, and no value."""
    for index, row in enumerate(rows[:_SEARCHED]):
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) < max(1, body * _FILLED) or _is_title(cells, body):
            continue
        if any(len(cell) > _NAME_LENGTH for cell in cells):
            continue
        values = [cell for cell in cells if _is_value(cell)]
        periods = sum(map(_is_period, cells))
        is_words = not values and len(cells) - periods >= min(1, len(cells) * _WORDS)
        if is_words and not _is_data_too(row, rows[index + 1 :]):
            return index
        if len(values) > len(cells) * _WORDS / 2:
            return None
    return None


def _is_title(cells: Sequence[str], body: int) -> bool:
    """Return whether the row is one text above a table of several columns."""
    return len(cells) == 1 and body > 1


def _is_value(cell: str) -> bool:
    if _is_period(cell):
        return False
    return read_number(cell) is not None or read_date(cell) is not None


def _is_period(cell: str) -> bool:
    return _PERIOD_NAME.fullmatch(cell) is not None


def _is_data_too(row: Row, below: Sequence[Row]) -> bool:
    """Return whether the words of a row come again below in the same columns."""
    places = [place for place, cell in enumerate(row) if cell.strip()]
    again = 0
    for place in places:
        others = {other[place].strip() for other in below if place < len(other)}
        again += row[place].strip() in others
    return bool(places) and again > len(places) * _WORDS


def _titles(rows: Sequence[Row]) -> tuple[str, ...]:
    texts: list[str] = []
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        if cells:
            texts.append(shown(" ".join(cells), _TITLE_LENGTH))
    return tuple(texts[:_TITLES])


def _names(rows: Sequence[Row], index: int, start: int, end: int) -> tuple[str, ...]:
    row = [*rows[index], *[""] * end][start:end]
    names = [" ".join(cell.split())[:_NAME_LENGTH] for cell in row]
    repeated = {name for name in names if name and names.count(name) > 1}
    if repeated and index > 0:
        groups = _spread([*rows[index - 1], *[""] * end][start:end])
        if len(set(groups) - {""}) > 1:
            names = [
                f"{group} – {name}" if name in repeated and group else name
                for group, name in zip(groups, names, strict=True)
            ]
    return tuple(names)


def _spread(groups: Sequence[str]) -> list[str]:
    """Return the names of merged cells, repeated over the columns they span."""
    spread: list[str] = []
    last = ""
    for group in groups:
        last = " ".join(group.split()) or last
        spread.append(last)
    return spread
