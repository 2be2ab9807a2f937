"""Cells of the CSV files we write, made harmless for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

# A cell that begins so is run as a formula. Source: OWASP, CSV injection.
_OPENERS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(
    r"[+-]?[0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?"
)
_MARK: Final = "'"


def neutralise(cell: object) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula.

    An apostrophe is put before what would be one; numbers stay as they are.
    """
    text = "" if cell is None else str(cell)
    if text.lstrip(" ").startswith(_OPENERS) and not _NUMBER.fullmatch(text):
        return _MARK + text
    return text


def write_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """Return a CSV file whose cells are neutralised.

    UTF-8 with its mark and semicolons: French spreadsheets open it in columns.
    """
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")
