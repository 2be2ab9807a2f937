"""Tables as people send them: CSV of any dialect, sheets of a workbook."""

from __future__ import annotations

from ckanext.territory.domain.table.errors import TableError
from ckanext.territory.domain.table.layout import Layout, TableLimits
from ckanext.territory.domain.table.reader import TableReader, open_table
from ckanext.territory.domain.table.values import read_date, read_number

__all__ = [
    "Layout",
    "TableError",
    "TableLimits",
    "TableReader",
    "open_table",
    "read_date",
    "read_number",
]
