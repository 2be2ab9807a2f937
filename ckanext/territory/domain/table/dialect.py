"""The delimiter of a CSV, found by how evenly it cuts the first lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import Final

# In the order of preference: a decimal comma cuts numbers as evenly as a delimiter.
DELIMITERS: Final = (";", "\t", "|", ",")
_ROWS: Final = 100


def find_delimiter(sample: str, *, is_whole: bool) -> str:
    """Return the delimiter that gives the first rows the same number of cells.

    A table of one column has a comma. The last line of the sample is left out unless
    the sample is the whole text.
    """
    if not is_whole:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    scores = {mark: _score(sample, mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: scores[mark])
    return best if scores[best][0] > 0 else ","


def _score(sample: str, delimiter: str) -> tuple[float, int]:
    """Return the share of rows with the usual number of cells, and that number."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    first = 0
    try:
        for cells in islice(reader, _ROWS):
            if any(cell.strip() for cell in cells):
                widths[len(cells)] += 1
                first = first or len(cells)
    except csv.Error:
        pass
    several = {width: rows for width, rows in widths.items() if width > 1}
    if not several:
        return 0, 0
    width = max(several, key=lambda number: (several[number], number))
    share = several[width] / widths.total()
    # Titles may come before the header, but a delimiter that the first row lacks is
    # more likely the decimal comma of the rows below.
    return (share if first == width else share * 0.6, width)
