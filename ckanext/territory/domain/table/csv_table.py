"""Opening a CSV: encoding, delimiter, header, rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from ckanext.territory.domain.table.dialect import find_delimiter
from ckanext.territory.domain.table.encoding import text_encoding
from ckanext.territory.domain.table.errors import TableError, shown
from ckanext.territory.domain.table.header import HEAD_ROWS, find_head
from ckanext.territory.domain.table.layout import Layout, TableLimits

_SAMPLE: Final = 65_536
# A line that Excel understands: it names the delimiter.
_SEP: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)

Numbered = Iterator[tuple[int, list[str]]]


def open_csv(
    path: Path, name: str, limits: TableLimits
) -> tuple[Layout, tuple[str, ...], Callable[[], Numbered]]:
    """Return the layout, the column names, and what gives the rows.

    Raises:
        TableError: the file is refused.
    """
    encoding = text_encoding(path, name)
    with path.open(encoding=encoding, newline="") as source:
        sample = source.read(_SAMPLE)
        is_whole = len(sample) < _SAMPLE
    if "\ufffd" in sample:
        raise TableError("table.damaged", file=name, place="—")
    said = _SEP.match(sample)
    if said is None:
        delimiter = find_delimiter(sample, is_whole=is_whole)
    else:
        delimiter = said.group(1)

    def rows() -> Numbered:
        return _rows(path, encoding, delimiter, name)

    first = list(islice(rows(), HEAD_ROWS))
    if said is not None:
        first[0][1].clear()
    _check_width(first, name, limits)
    head = find_head([cells for _number, cells in first])
    layout = Layout(
        kind="csv",
        container="CSV",
        encoding=encoding,
        delimiter=delimiter,
        header_row=first[head.index][0] if head.index >= 0 else 0,
        titles=head.titles,
        first_column=head.start,
    )
    return layout, head.names, rows


def _rows(path: Path, encoding: str, delimiter: str, name: str) -> Numbered:
    """Yield the rows with the line they start at, as editors count lines."""
    with path.open(encoding=encoding, newline="") as source:
        reader = csv.reader(source, delimiter=delimiter)
        number = 1
        try:
            for cells in reader:
                yield number, cells
                number = reader.line_num + 1
        except csv.Error as error:
            place, found = f"l. {number}", shown(str(error))
            raise TableError(
                "table.csv", file=name, place=place, found=found
            ) from error


def _check_width(
    rows: list[tuple[int, list[str]]], name: str, limits: TableLimits
) -> None:
    number, width = max(
        ((number, len(cells)) for number, cells in rows),
        key=lambda pair: pair[1],
        default=(1, 0),
    )
    if width > limits.columns:
        raise TableError(
            "table.too_many_columns",
            file=name,
            place=f"l. {number}",
            found=width,
            expected=limits.columns,
        )
