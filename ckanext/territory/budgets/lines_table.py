"""The lines of a budget in the DataStore: a typed table loaded by COPY."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import ckan.plugins as p

# The DataStore's create action commits by itself and holds all records in memory: a
# load that must come with its dataset or not at all builds the same table itself.
from ckanext.datastore.backend import DatastoreBackend
from ckanext.datastore.backend.postgres import (
    create_indexes,
    create_table,
    get_write_engine,
    identifier,
)

from ckanext.territory.budgets.columns import COLUMNS

FULL_TEXT_TRIGGER = """CREATE TRIGGER zfulltext BEFORE INSERT OR UPDATE ON {table}
FOR EACH ROW EXECUTE PROCEDURE populate_full_text_trigger()"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Lines loaded in a transaction that nobody else sees yet."""

    connection: sa.Connection
    transaction: sa.RootTransaction
    table: str

    def publish(self, resource_id: str) -> None:
        """Make these the lines of a resource, in place of those it has."""
        target = identifier(resource_id)
        for statement in (
            f"DROP TABLE IF EXISTS {target} CASCADE",
            f"ALTER TABLE {identifier(self.table)} RENAME TO {target}",
        ):
            self.connection.execute(sa.text(statement))
        self.transaction.commit()
        DatastoreBackend.get_active_backend().calculate_record_count(resource_id)


@contextmanager
def drafted(lines_file: Path) -> Iterator[Draft]:
    """Give the lines of a file as a draft; it goes away unless it is published."""
    table = str(uuid.uuid4())
    with get_write_engine().connect() as connection:
        transaction = connection.begin()
        _create(connection, table, lines_file)
        # Leaving without a commit rolls back.
        yield Draft(connection=connection, transaction=transaction, table=table)


def is_available() -> bool:
    """Tell whether this portal has a DataStore."""
    return p.plugin_loaded("datastore")


def drop(resource_id: str) -> None:
    """Remove the lines of a resource, if it has some."""
    with get_write_engine().begin() as connection:
        connection.execute(
            sa.text(f"DROP TABLE IF EXISTS {identifier(resource_id)} CASCADE")
        )
    DatastoreBackend.get_active_backend().clear_table_stats(resource_id)


def _create(connection: sa.Connection, table: str, lines_file: Path) -> None:
    context: Any = {"connection": connection}
    fields = [
        {"id": column.name, "type": column.type, "info": column.info}
        for column in COLUMNS
    ]
    create_table(context, {"resource_id": table, "fields": fields}, {})
    _load(connection, table, lines_file)
    connection.execute(sa.text(FULL_TEXT_TRIGGER.format(table=identifier(table))))
    create_indexes(context, {"resource_id": table})


def _load(connection: sa.Connection, table: str, lines_file: Path) -> None:
    """Copy the lines, then index their words in one statement.

    The trigger of the DataStore makes the same words row by row, 1.5 times as slowly.
    """
    names = ", ".join(identifier(column.name) for column in COLUMNS)
    types = ", ".join(f"{identifier(column.name)} {column.type}" for column in COLUMNS)
    connection.execute(
        sa.text(f"CREATE TEMPORARY TABLE lines_in ({types}) ON COMMIT DROP")
    )
    cursor = connection.connection.cursor()
    with lines_file.open("rb") as source:
        cursor.copy_expert(
            f"COPY lines_in ({names}) FROM STDIN "
            "WITH (FORMAT csv, HEADER true, NULL '', ENCODING 'UTF8')",
            source,
        )
    wanted = [column.name for column in COLUMNS]
    read = sa.table("lines_in", *(sa.column(name) for name in wanted))
    target = sa.table(table, *(sa.column(name) for name in [*wanted, "_full_text"]))
    words = sa.func.to_tsvector(sa.func.concat_ws(" ", *read.c))
    connection.execute(
        target.insert().from_select([*wanted, "_full_text"], sa.select(*read.c, words))
    )
