"""The running portal: set up, started, seeded, announced."""

from __future__ import annotations

import subprocess
import time

from . import databases, ini, supervision
from .catalogue import FRENCH
from .console import StackError, run, step
from .home import HOME, LOGS, ROOT, State, venv


def start(state: State) -> None:
    """Bring the portal up with the demo city and print how to use it."""
    begin = time.monotonic()
    ini.write_portal_ini(state)
    config = HOME / "ckan.ini"
    databases.prepare(state, "ckan", config)
    _make_administrator(state)
    _translate_scripts()
    with step("starting the portal"):
        supervision.start(*supervision.PORTAL)
        supervision.restart_if_changed(_mark(), *supervision.PORTAL)
        supervision.wait_for_web(state)
    print("· the demo city", flush=True)
    _seed(state)
    _announce(state, time.monotonic() - begin)


def _mark() -> str:
    """Return a mark of the code and the configuration that the portal runs."""
    files = [HOME / "ckan.ini", *(ROOT / "ckanext").rglob("*.*")]
    newest = max(path.stat().st_mtime for path in files if path.suffix != ".pyc")
    return f"{newest:.3f}"


def _translate_scripts() -> None:
    """Write the French words of the scripts where CKAN serves them."""
    stamp, mark = HOME / "scripts.stamp", f"{FRENCH.stat().st_mtime:.3f}"
    if stamp.exists() and stamp.read_text() == mark:
        return
    with step("translating the scripts"):
        run([venv("ckan"), "-c", str(HOME / "ckan.ini"), "translation", "js"])
    stamp.write_text(mark)


def _make_administrator(state: State) -> None:
    stamp = HOME / "admin.stamp"
    if stamp.exists():
        return
    ckan = [venv("ckan"), "-c", str(HOME / "ckan.ini")]
    with step("creating the administrator"):
        run(
            [
                *ckan,
                "sysadmin",
                "add",
                "admin",
                "email=admin@rives-sur-orle.example",
                f"password={state.secrets['admin']}",
            ],
            stdin="y\n",
        )
    stamp.touch()


def _seed(state: State) -> None:
    command = [venv("python"), "-m", "demo", "seed", "--config", str(HOME / "ckan.ini")]
    command += ["--secrets", str(HOME / "accounts.txt")]
    command += ["--partner-port", str(state.ports["partner"])]
    with (LOGS / "seed.log").open("a", encoding="utf-8") as sink:
        result = subprocess.run(command, stderr=sink, check=False)
    if result.returncode:
        raise StackError(f"the demo city was not seeded. See {LOGS / 'seed.log'}")


def _announce(state: State, seconds: float) -> None:
    address = f"http://127.0.0.1:{state.ports['web']}"
    print(f"""
The portal is ready ({seconds:.0f} s): {address}
Administrator: admin, password: {state.secrets["admin"]}
(kept in {HOME.name}/state.json; other accounts in {HOME.name}/accounts.txt)

Three things to try:
  1. {address}/annuaire?q=un+lampadaire+est+en+panne
     type a problem, find the person to ask
  2. {address}/budget
     open a budget: what the money is for, and in which accounts
  3. {address}/partenaires
     as administrator: bring in a partner's catalogue, by theme

make logs shows what happens, make stop stops everything, make clean removes it.
""")
