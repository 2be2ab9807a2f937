"""Catalogues of datasets as a CSV in SCDL ``catalogue`` form, read and written.

Source: schema scdl/catalogue 0.1.3.
"""

from __future__ import annotations

from ckanext.territory.domain.catalogue_csv.columns import COLUMNS
from ckanext.territory.domain.catalogue_csv.reading import read_file
from ckanext.territory.domain.catalogue_csv.row import Found, Issue, read_row
from ckanext.territory.domain.catalogue_csv.writing import Around, write_row

__all__ = ["COLUMNS", "Around", "Found", "Issue", "read_file", "read_row", "write_row"]
