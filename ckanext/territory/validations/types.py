"""Shapes of the answers of the actions on table schemas and checks."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

Status = Literal["valid", "invalid", "not_run"]


class TableSchemaLine(TypedDict):
    """A schema that the portal knows: ``address`` for machines, ``page`` for people.

    ``loaded_at`` is None for its own.
    """

    name: str
    version: str
    address: str
    page: str
    title: str
    is_own: bool
    column_count: int
    loaded_at: str | None


class TableSchemaColumn(TypedDict):
    """A column of a schema; ``choices`` is empty when any value may be written."""

    name: str
    title: str
    description: str
    type: str
    is_required: bool
    example: str
    choices: list[str]


class TableSchemaShown(TableSchemaLine):
    """A schema with its columns; ``descriptor`` is the whole Table Schema."""

    description: str
    columns: list[TableSchemaColumn]
    descriptor: dict[str, Any]


class TableSchemaImported(TableSchemaLine):
    """What became of a schema that was given."""

    status: Literal["added", "updated", "unchanged"]


class ColumnProblem(TypedDict):
    """How often something is wrong in a column; ``column`` may be empty."""

    column: str
    problem: str
    remedy: str
    count: int


class CellProblem(TypedDict):
    """Something to correct; ``row`` is 0 for the whole file."""

    row: int
    column: str
    value: str
    problem: str
    remedy: str


class ValidationShown(TypedDict):
    """The report of a file, for its caller: ``rows`` only for who may edit."""

    resource_id: str
    resource_name: str
    dataset_id: str
    dataset_name: str
    dataset_title: str
    dataset_type: str
    can_edit: bool
    status: Status
    is_waiting: bool
    schema_title: str
    schema_version: str
    schema_address: str
    schema_page: str
    is_claimed: bool
    reason: str
    stop: str
    row_count: int
    faulty_row_count: int
    error_count: int
    is_partial: bool
    notices: list[str]
    columns: list[ColumnProblem]
    rows: list[CellProblem]
    checked_at: str | None


class ValidationLine(TypedDict):
    """The result of a file in a word."""

    resource_id: str
    status: Status
    schema_title: str
    faulty_row_count: int
    error_count: int
    is_partial: bool
