"""Cells of a row by the name of their column."""

from __future__ import annotations

from collections.abc import Sequence

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table_schema import column_key


class TableColumns:
    """Where the columns of a schema are in a table; names are compared loosely."""

    def __init__(self, header: Sequence[str]) -> None:
        self._places: dict[str, int] = {}
        for place, name in enumerate(header):
            self._places.setdefault(column_key(name), place)
        # Whoever reads adds an empty cell at the end, which stands for what is missing.
        self._blank = len(header)

    def place(self, name: str) -> int:
        """Return the place of a column; that after the last when it is not there."""
        return self._places.get(column_key(name), self._blank)

    def require(self, *names: str) -> None:
        """Raise `figures.columns` naming the columns that the table lacks."""
        missing = [name for name in names if column_key(name) not in self._places]
        if missing:
            raise TerritoryError("figures.columns", found=", ".join(missing))
