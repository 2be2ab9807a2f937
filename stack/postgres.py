"""A PostgreSQL cluster of the checkout's own."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from .console import StackError, run, step
from .home import LOGS, State, cluster_folder
from .system import postgres_bin


def _program(name: str) -> str:
    folder = postgres_bin()
    if folder is None:
        raise StackError("PostgreSQL is not installed: sudo apt-get install postgresql")
    return str(folder / name)


def make_cluster(state: State) -> None:
    """Create the cluster unless it exists: loopback only, password required."""
    folder = cluster_folder()
    if (folder / "PG_VERSION").exists():
        return
    with step("creating the PostgreSQL cluster"):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        with tempfile.NamedTemporaryFile("w", dir=folder.parent, delete=False) as file:
            file.write(state.secrets["postgres"])
        password = Path(file.name)
        prefix: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
            shutil.chown(password, "postgres")
            folder.parent.chmod(0o755)
            prefix = ["runuser", "-u", "postgres", "--"]
        initdb = [_program("initdb"), "--encoding=UTF8", "--locale=C.UTF-8"]
        initdb += ["--auth=scram-sha-256", "--username=territory"]
        initdb += [f"--pwfile={password}", "-D", str(folder)]
        try:
            run([*prefix, *initdb], log=LOGS / "setup.log", cwd=folder.parent)
        except StackError:
            shutil.rmtree(folder)
            raise
        finally:
            password.unlink()


def server_command(state: State) -> str:
    """Return the command line of the server, for the supervisor."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(state.ports["postgres"]),
        "unix_socket_directories": "",
        "max_connections": "200",
        "shared_buffers": "256MB",
    }
    options = " ".join(f"-c {key}={value}" for key, value in settings.items())
    return f"{_program('postgres')} -D {cluster_folder()} {options}"


def url(state: State, database: str, *, user: str = "territory") -> str:
    """Return the connection address of a database."""
    secret, port = state.secrets["postgres"], state.ports["postgres"]
    return f"postgresql://{user}:{secret}@127.0.0.1:{port}/{database}"


def sql(state: State, statement: str, database: str = "postgres") -> str:
    """Run SQL as the owner of the cluster and return the rows as text."""
    place = ("-h", "127.0.0.1", "-p", str(state.ports["postgres"]), "-U", "territory")
    command = [_program("psql"), *place, "-d", database, "-v", "ON_ERROR_STOP=1"]
    # Not in the command: a failure shows that.
    secret = {"PGPASSWORD": state.secrets["postgres"]}
    return run([*command, "-qAtf", "-"], env=secret, stdin=statement).strip()


def make_databases(state: State, *names: str) -> bool:
    """Create the databases that are missing; tell whether one was."""
    secret = state.secrets["postgres"]
    if not sql(state, "SELECT 1 FROM pg_roles WHERE rolname = 'territory_read'"):
        sql(state, f"CREATE ROLE territory_read LOGIN PASSWORD '{secret}'")
    known = set(sql(state, "SELECT datname FROM pg_database").splitlines())
    missing = [name for name in names if name not in known]
    for name in missing:
        sql(state, f'CREATE DATABASE "{name}" TEMPLATE template0')
    return bool(missing)
