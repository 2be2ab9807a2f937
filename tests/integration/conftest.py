"""Fixtures of the integration tests: real PostgreSQL, Redis, Solr and CKAN."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from ckan import model

# A column that the newest revision of each plugin brings.
NEWEST = {
    "activity": ("activity", "permission_labels"),
    "territory": ("territory_mail", "sent_at"),
}


def is_current(plugin: str) -> bool:
    """Tell whether the tables of a plugin are there, as its revisions leave them."""
    table, column = NEWEST[plugin]
    inspector = sa.inspect(model.meta.engine)
    if not inspector.has_table(table):
        return False
    return column in {found["name"] for found in inspector.get_columns(table)}


@pytest.fixture(scope="session")
def empty_db(
    reset_db: Callable[[], None], migrate_db_for: Callable[[str], None]
) -> Callable[[], None]:
    """Return what empties every table, those of the plugins too, or makes them."""

    def empty() -> None:
        reset_db()
        model.Session.remove()
        for plugin in NEWEST:
            if not is_current(plugin):
                migrate_db_for(plugin)

    return empty


@pytest.fixture
def clean_db(empty_db: Callable[[], None]) -> None:
    """Empty every table, those of the plugins too; make them when they are missing."""
    empty_db()
