"""Files against table schemas: what to correct, cell by cell, and how."""

from __future__ import annotations

from ckanext.territory.domain.validation.finding import Finding

CHECK_FILE = "ckanext.territory.domain.validation.check:check_file"
READ_COLUMNS = "ckanext.territory.domain.validation.check:read_columns"
"""Tasks for the child process; the library is loaded nowhere else."""

__all__ = ["CHECK_FILE", "READ_COLUMNS", "Finding"]
