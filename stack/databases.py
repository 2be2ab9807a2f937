"""Databases, cores and folders of an environment, ready for CKAN."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from . import ini, postgres, solr
from .console import run, step
from .home import HOME, LOGS, ROOT, State, venv

TEST_INI = ROOT / "test.ini"


def prepare(state: State, name: str, config: Path) -> dict[str, str]:
    """Make databases, core and storage of an environment; return its settings."""
    values = ini.settings(state, name)
    datastore = name.replace("ckan", "datastore", 1)
    created = postgres.make_databases(state, name, datastore)
    solr.load_core(state, name)
    Path(values["CKAN_STORAGE_PATH"]).mkdir(parents=True, exist_ok=True)
    stamp = HOME / f"{name}.migrations"
    wanted = _migrations()
    if created or not stamp.exists() or stamp.read_text() != wanted:
        with step(f"bringing the database {name} up to date"):
            _migrate(state, config, values, datastore)
        stamp.write_text(wanted)
    return values


def _migrate(
    state: State, config: Path, values: dict[str, str], datastore: str
) -> None:
    ckan = [venv("ckan"), "-c", str(config)]
    log = LOGS / "setup.log"
    run([*ckan, "db", "upgrade"], env=values, log=log)
    for plugin in ("activity", "territory"):
        run([*ckan, "db", "upgrade", "-p", plugin], env=values, log=log)
    text = run([*ckan, "datastore", "set-permissions"], env=values)
    statements = text[text.index("/*") :]
    # psql's own meta-command; the connection is made to the right database already.
    statements = re.sub(r"^\\connect .*$", "", statements, flags=re.MULTILINE)
    postgres.sql(state, statements, datastore)


def _migrations() -> str:
    folder = ROOT / "ckanext" / "territory" / "migration"
    names = sorted(str(path) for path in folder.rglob("*.py"))
    lock = (ROOT / "requirements" / "lock.txt").read_bytes()
    return hashlib.sha256("\n".join(names).encode() + lock).hexdigest()
