"""The tables go up, down and up again, and then equal the models."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ckan import model

import ckanext.territory.model  # noqa: F401 - brings the tables into the metadata

MigratePlugin = Callable[..., None]
VERSIONS = "territory_alembic_version"


def our_tables() -> set[str]:
    """Return the tables of the extension that the database has."""
    names = sa.inspect(model.meta.engine).get_table_names()
    return {name for name in names if name.startswith("territory_")} - {VERSIONS}


def include_object(
    item: object, name: str, kind: str, reflected: bool, compare_to: object
) -> bool:
    """Leave out what is not the extension's."""
    if kind == "table":
        return name.startswith("territory_") and name != VERSIONS
    return True


@pytest.mark.usefixtures("with_plugins", "clean_db")
class TestMigration:
    """Revisions of ``migration/territory``."""

    def test_up_down_up(self, migrate_db_for: MigratePlugin) -> None:
        """Nothing is left behind, and the models find what they expect."""
        model.Session.remove()
        assert our_tables()
        migrate_db_for("territory", "base", False)
        assert our_tables() == set()
        migrate_db_for("territory")
        with model.meta.engine.connect() as connection:
            options = {"include_object": include_object, "compare_type": True}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, model.meta.metadata) == []
