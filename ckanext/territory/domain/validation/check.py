"""The check of a file against a schema, run in a child process."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from ckanext.territory.domain.errors import Notice
from ckanext.territory.domain.table import TableReader, open_table
from ckanext.territory.domain.table_schema import SchemaDescriptor, read_descriptor
from ckanext.territory.domain.validation.cell import (
    cell_finding,
    constraint_finding,
    repeated_finding,
    type_finding,
)
from ckanext.territory.domain.validation.custom import Check, RowValues, build_check
from ckanext.territory.domain.validation.finding import Finding, Findings
from ckanext.territory.domain.validation.header import Matching, match_columns
from ckanext.territory.domain.validation.library import library_fields, typed_rows
from ckanext.territory.domain.validation.spelling import Spelling

MOST_ROWS: Final = 100_000
MOST_ERRORS: Final = 1_000
MOST_SECONDS: Final = 40.0
# The library counts its own header as row 1.
LIBRARY_FIRST: Final = 2


def read_columns(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``columns``, the names in the header of a table.

    Args:
        arguments: ``path`` and ``name`` of the file.
    """
    table = open_table(Path(arguments["path"]), name=arguments["name"])
    return {"columns": list(table.header)}


def check_file(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a table fits a schema.

    Args:
        arguments: ``path`` and ``name`` of the file; ``schema``, the descriptor;
            optionally ``rows``, ``errors`` and ``seconds`` after which to stop.

    Returns:
        ``row_count`` (checked), ``faulty_row_count``, ``error_count``, ``errors`` (as
        `Finding.to_json`), ``counts`` (column, code, count), ``notices`` (code,
        facts), ``is_partial`` and ``stopped_by`` (rows, errors, time or nothing).

    Raises:
        TerritoryError: the file is no table, or the schema is none.
    """
    schema = read_descriptor(arguments["schema"], str(arguments["name"]))
    table = open_table(Path(arguments["path"]), name=arguments["name"])
    run = _Run(
        table=table,
        schema=schema,
        matching=match_columns(table.header, schema),
        findings=Findings(int(arguments.get("errors", MOST_ERRORS))),
        row_limit=int(arguments.get("rows", MOST_ROWS)),
        ends_at=time.monotonic() + float(arguments.get("seconds", MOST_SECONDS)),
    )
    run.check()
    return run.report()


@dataclass(slots=True, kw_only=True)
class _Run:
    """One check, as it goes."""

    table: TableReader
    schema: SchemaDescriptor
    matching: Matching
    findings: Findings
    row_limit: int
    ends_at: float
    row_count: int = 0
    numbers: array[int] = field(default_factory=lambda: array("L"))
    stopped_by: str = ""
    notices: list[Notice] = field(default_factory=list[Notice])
    checks: list[Check] = field(default_factory=list[Check])
    spelling: Spelling = field(default_factory=Spelling)

    def check(self) -> None:
        """Check header, then rows."""
        for finding in self.matching.findings:
            self.findings.add(finding)
        self.notices += self.matching.notices
        self._prepare_checks()
        if not self.matching.columns:
            return
        fields = [each for _, _, each in self.matching.columns]
        self.spelling = Spelling.of(fields)
        built, simpler = library_fields(fields)
        if simpler:
            self._tell("validation.constraints_left_out", simpler)
        rows = typed_rows(built, self._key(), self._missing_values(), self._rows)
        for row in rows:
            self.row_count += 1
            self._check_row(row)
            if self.findings.is_full:
                self.stopped_by = "errors"
                break

    def report(self) -> dict[str, Any]:
        """Return what is found, as JSON."""
        if not self.row_count:
            self.notices.append(Notice("validation.no_rows"))
        self.notices += self.spelling.notices()
        return {
            "row_count": self.row_count,
            "faulty_row_count": self.findings.faulty_row_count,
            "error_count": len(self.findings.kept),
            "errors": [each.to_json() for each in self.findings.kept],
            "counts": self.findings.counts(),
            "notices": [
                {"code": each.code, "facts": dict(each.context)}
                for each in self.notices
            ],
            "is_partial": bool(self.stopped_by),
            "stopped_by": self.stopped_by,
        }

    def _prepare_checks(self) -> None:
        columns = [each.name for _, _, each in self.matching.columns]
        entries = cast(
            "list[Mapping[str, Any]]", self.schema.content.get("custom_checks", [])
        )
        unknown: list[str] = []
        for entry in entries:
            check = build_check(entry, columns)
            if check is None:
                unknown.append(str(entry["name"])[:80])
            else:
                self.checks.append(check)
        if self.schema.content.get("foreignKeys"):
            unknown.append("foreignKeys")
        if unknown:
            self._tell("validation.checks_unknown", sorted(set(unknown)))

    def _tell(self, code: str, names: Sequence[str]) -> None:
        facts = {"count": len(names), "examples": ", ".join(names[:10])}
        self.notices.append(Notice(code, facts))

    def _key(self) -> list[str]:
        """Return the primary key, empty unless the table has all of its columns."""
        given: object = self.schema.content.get("primaryKey", [])
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list):
            return []
        names = [str(each) for each in cast("list[object]", listed)]
        own = {each.name for _, _, each in self.matching.columns}
        return names if own.issuperset(names) else []

    def _missing_values(self) -> list[str]:
        return cast("list[str]", self.schema.content.get("missingValues", [""]))

    def _rows(self) -> Iterator[list[str]]:
        """Yield the cells of the schema's fields until a bound is reached."""
        places = [place for place, _, _ in self.matching.columns]
        for number, cells in self.table.numbered_rows():
            # The library reads ahead of the rows that it has checked.
            if len(self.numbers) >= self.row_limit:
                self.stopped_by = "rows"
                return
            if time.monotonic() > self.ends_at:
                self.stopped_by = "time"
                return
            self.numbers.append(number)
            yield [_bare(text) for text in self.spelling.respell(cells, places)]

    def _check_row(self, row: Any) -> None:  # noqa: ANN401 - a row of the library
        number = self._number(int(row.row_number))
        cells = dict(zip(row.field_names, row.cells, strict=False))
        for finding in self._of_library(row, number, cells):
            self.findings.add(finding)
        values = RowValues(cells, row)
        for check in self.checks:
            found = check(values)
            if found is not None:
                field_name, remedy = found
                value = cells.get(field_name, "")
                column = self._column(field_name)
                self.findings.add(cell_finding(number, column, value, remedy))

    def _of_library(
        self,
        row: Any,  # noqa: ANN401 - a row of the library
        number: int,
        cells: Mapping[str, str],
    ) -> Iterable[Finding]:
        """Yield what the library says of a row, in the order of the columns."""
        by_field: dict[str, Any] = {}
        key_error: Any = None
        for error in cast("list[Any]", row.errors):
            if error.type == "primary-key":
                key_error = error
            elif error.type == "blank-row":
                # Empty in our columns; the library looks no further.
                yield from self._of_blank_row(number)
            elif getattr(error, "field_name", ""):
                by_field.setdefault(error.field_name, error)
        # A column of the key that must be unique itself says it better.
        if key_error and "unique-error" not in {e.type for e in by_field.values()}:
            remedy = repeated_finding(key_error.note, self._number)
            yield cell_finding(number, "", "", remedy)
        for _, column, described in self.matching.columns:
            error = by_field.get(described.name)
            if error is None:
                continue
            value = cells.get(described.name, "")
            if error.type == "type-error":
                remedy = type_finding(described, value)
            elif error.type == "unique-error":
                remedy = repeated_finding(error.note, self._number)
            else:
                remedy = constraint_finding(described, value, str(error.note))
            yield cell_finding(number, column, value, remedy)

    def _of_blank_row(self, number: int) -> Iterator[Finding]:
        for _, column, described in self.matching.columns:
            if described.is_required:
                yield Finding(code="validation.required", row=number, column=column)

    def _number(self, position: int) -> int:
        """Return the row of the file behind a row of the library."""
        return self.numbers[position - LIBRARY_FIRST]

    def _column(self, field_name: str) -> str:
        """Return what the table calls a field."""
        for _, column, described in self.matching.columns:
            if described.name == field_name:
                return column
        return field_name


def _bare(text: str) -> str:
    """Return a cell, empty when there is nothing to see in it."""
    return text if text.strip() else ""
