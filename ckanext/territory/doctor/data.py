"""The databases: migrations that wait, and who may write in the DataStore."""

from __future__ import annotations

import inspect
from pathlib import Path

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import ckan
import ckan.plugins as p
from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, error, fine, not_applicable, warning

TIMEOUT = 5  # seconds
# A right to write in any table, or to make one.
WRITES = """
    SELECT has_schema_privilege(current_user, 'public', 'CREATE')
        OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        OR EXISTS (
            SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = 'public' AND relkind = 'r'
                AND has_table_privilege(current_user, pg_class.oid,
                                        'INSERT, UPDATE, DELETE'))
"""


def migrations() -> list[Check]:
    """Check that the tables of CKAN and of every plugin are up to date."""
    code = "database.migrations"
    folders = {"": Path(inspect.getfile(ckan)).parent / "migration"}
    for name in tk.config["ckan.plugins"]:
        home = Path(inspect.getfile(type(p.get_plugin(name)))).parent
        folders[name] = home / "migration" / name
    behind = [name for name, folder in folders.items() if _is_behind(name, folder)]
    if not behind:
        return [fine(code, tk._("The tables of CKAN and its plugins are up to date."))]
    commands = " ; ".join(
        f"ckan db upgrade -p {name}" if name else "ckan db upgrade" for name in behind
    )
    return [
        error(
            code,
            tk._("Tables are not up to date: {names}.").format(
                names=" ".join(name or "ckan" for name in behind)
            ),
            tk._("Run: {commands}").format(commands=commands),
        )
    ]


def _is_behind(name: str, folder: Path) -> bool:
    if not (folder / "versions").is_dir():
        return False
    table = f"{name}_alembic_version" if name else "alembic_version"
    applied = MigrationContext.configure(
        model.Session.connection(), opts={"version_table": table}
    ).get_current_revision()
    return applied != ScriptDirectory(str(folder)).get_current_head()


def datastore_rights() -> list[Check]:
    """Check that the role that reads tables cannot write them."""
    code = "datastore.rights"
    if not p.plugin_loaded("datastore"):
        return [not_applicable(code, tk._("The DataStore is not loaded."))]
    remedy = tk._(
        "Give ckan.datastore.read_url a role of its own, then run what "
        "ckan datastore set-permissions prints."
    )
    read, write = (
        sa.make_url(tk.config[f"ckan.datastore.{name}_url"])
        for name in ("read", "write")
    )
    if (read.username, read.host, read.port) == (
        write.username,
        write.host,
        write.port,
    ):
        meaning = tk._("The DataStore is read and written by the same role.")
        return [error(code, meaning, remedy)]
    engine = sa.create_engine(
        read, poolclass=sa.NullPool, connect_args={"connect_timeout": TIMEOUT}
    )
    with engine.connect() as connection:
        if connection.execute(sa.text(WRITES)).scalar():
            meaning = tk._("The role that reads the DataStore can also write in it.")
            return [error(code, meaning, remedy)]
    return [fine(code, tk._("The role that reads the DataStore cannot write in it."))]


def sql_search() -> list[Check]:
    """Check that visitors cannot send SQL, and find no list of all tables."""
    code = "datastore.sqlsearch"
    if not p.plugin_loaded("datastore"):
        return [not_applicable(code, tk._("The DataStore is not loaded."))]
    if not tk.config.get("ckan.datastore.sqlsearch.enabled"):
        return [fine(code, tk._("Visitors cannot send SQL to the DataStore."))]
    return [
        warning(
            code,
            tk._("Visitors can send SQL to the DataStore."),
            tk._("Set ckan.datastore.sqlsearch.enabled = false"),
        )
    ]
