"""The directory as a table: one referent per row, lists separated by ``|``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ckanext.territory.domain.csv_safe import write_csv
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.french import normalize
from ckanext.territory.domain.table import TableLimits, open_table

COLUMNS: Final = (
    "id",
    "function",
    "service",
    "site",
    "mailbox",
    "themes",
    "problems",
    "skills",
    "territories",
    "name",
    "mail",
    "phone",
    "deputy",
    "public",
)
LISTS: Final = frozenset({"themes", "problems", "skills", "territories"})
MOST_ROWS: Final = 20_000
"""More people than any town hall of the country employs to answer."""

_NEEDED = ("function", "service")
_ALSO: Final[Mapping[str, str]] = {
    "identifiant": "id",
    "fonction": "function",
    "boite": "mailbox",
    "boite du service": "mailbox",
    "theme": "themes",
    "problemes": "problems",
    "problemes traites": "problems",
    "competences": "skills",
    "territoires": "territories",
    "nom": "name",
    "email": "mail",
    "courriel": "mail",
    "telephone": "phone",
    "suppleant": "deputy",
    "suppleance": "deputy",
}
_YES = frozenset({"oui", "o", "vrai", "true", "yes", "1", "x"})
_NO = frozenset({"non", "n", "faux", "false", "no", "0", ""})
_FORMULA = ("=", "@", "＝", "＠")
_LIMITS = TableLimits(
    size=20_000_000, columns=50, cells=1_000_000, unpacked=100_000_000
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A referent as a row gives it: texts by column, those of the file only."""

    line: int
    cells: Mapping[str, str]


def read_table(path: Path, name: str) -> list[TableRow]:
    """Return the rows of a table (CSV, XLSX, ODS) called `name`.

    Columns bear the names of COLUMNS, or their French ones, in any order; others are
    left out. Raises TerritoryError: `table.…`, `referent_table.columns`,
    `referent_table.too_many` or `referent_table.empty`.
    """
    table = open_table(path, name=name, limits=_LIMITS)
    columns = [_column(title) for title in table.header]
    missing = [each for each in _NEEDED if each not in columns]
    if missing:
        found = ", ".join(title for title in table.header[:10] if title) or "—"
        raise TerritoryError(
            "referent_table.columns", missing=", ".join(missing), found=found
        )
    rows: list[TableRow] = []
    for line, cells in table.numbered_rows():
        if len(rows) == MOST_ROWS:
            raise TerritoryError("referent_table.too_many", limit=MOST_ROWS)
        named: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=True):
            if column is not None:
                named.setdefault(column, cell.strip())
        rows.append(TableRow(line=line, cells=named))
    if not rows:
        raise TerritoryError("referent_table.empty")
    return rows


def to_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows of the directory as a CSV file that can be read again."""
    return write_csv([COLUMNS, *([row[name] for name in COLUMNS] for row in rows)])


def split_list(text: str) -> list[str]:
    """Return the parts of a cell that holds a list."""
    return [part.strip() for part in text.split("|") if part.strip()]


def join_list(parts: Iterable[str]) -> str:
    """Return the cell that holds a list."""
    return " | ".join(parts)


def read_flag(text: str) -> bool | None:
    """Return what a yes or no cell says, None when it is neither."""
    word = normalize(text)
    if word in _YES:
        return True
    return False if word in _NO else None


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a cell; telephone numbers begin with +."""
    return text.startswith(_FORMULA)


def plain(text: str) -> str:
    """Return a cell without the mark that an export put before it."""
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def _column(title: str) -> str | None:
    name = normalize(title)
    if name in COLUMNS:
        return name
    return _ALSO.get(name)
