"""Runs the revisions of the extension's tables, all named ``territory_*``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context

from ckan.model.meta import metadata

PREFIX = "territory"


def include_object(
    item: object, name: str, kind: str, reflected: bool, compare_to: object
) -> bool:
    """Leave out the tables of CKAN and of other extensions."""
    return kind != "table" or name.startswith(f"{PREFIX}_")


def run() -> None:
    """Run the revisions on the database that CKAN named."""
    settings = {
        "target_metadata": metadata,
        "version_table": f"{PREFIX}_alembic_version",
        "include_object": include_object,
    }
    section = context.config.get_section(context.config.config_ini_section) or {}
    if context.is_offline_mode():
        context.configure(url=section["sqlalchemy.url"], literal_binds=True, **settings)
        with context.begin_transaction():
            context.run_migrations()
        return
    engine = sa.engine_from_config(section, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, **settings)
        with context.begin_transaction():
            context.run_migrations()


run()
