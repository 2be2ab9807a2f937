"""A Solr server made of jars, with one core for each portal or test run."""

from __future__ import annotations

import json
import shutil
import time
import urllib.request
from pathlib import Path

from .console import StackError, run, step
from .home import HOME, LOGS, ROOT, VENV, State

SOURCES = ROOT / "stack" / "solr"
LIBRARY = HOME / "solr" / "lib"
CORES = HOME / "solr" / "home"
LOADING = 60  # seconds
BOX_FIELDS = ("minx", "maxx", "miny", "maxy")


def fetch_jars() -> None:
    """Bring the jars of the server, once."""
    done = HOME / "solr" / "jars.stamp"
    wanted = (SOURCES / "pom.xml").read_text()
    if done.exists() and done.read_text() == wanted:
        return
    with step("fetching Solr"):
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
        command = ["mvn", "-B", "-q", "-f", str(SOURCES / "pom.xml")]
        command += [f"{goal}:copy-dependencies", f"-DoutputDirectory={LIBRARY}"]
        run(command, log=LOGS / "setup.log")
    done.write_text(wanted)


def make_home() -> None:
    """Write the home folder of the server."""
    CORES.mkdir(parents=True, exist_ok=True)
    shutil.copy(SOURCES / "solr.xml", CORES / "solr.xml")


def make_core(name: str) -> None:
    """Write the configuration of a core from the schema of the installed CKAN."""
    conf = CORES / name / "conf"
    if conf.exists():
        return
    conf.mkdir(parents=True)
    shutil.copy(_ckan_schema(), conf / "managed-schema.xml")
    shutil.copy(SOURCES / "solrconfig.xml", conf / "solrconfig.xml")
    for empty in ("protwords.txt", "synonyms.txt", "stopwords.txt"):
        (conf / empty).touch()


def _ckan_schema() -> Path:
    place = "lib/python*/site-packages/ckan/config/solr/schema.xml"
    return next(VENV.glob(place))


def server_command(state: State) -> str:
    """Return the command line of the server, for the supervisor."""
    port = state.ports["solr"]
    return (
        f"java -Xmx768m -Dlog4j2.level=WARN -cp {LIBRARY}/* "
        f"{SOURCES}/RunSolr.java {CORES} {port}"
    )


def url(state: State, core: str) -> str:
    """Return the address of a core."""
    return f"http://127.0.0.1:{state.ports['solr']}/solr/{core}"


def load_core(state: State, name: str) -> None:
    """Make a core known to the running server, with the fields of the box search."""
    admin = f"http://127.0.0.1:{state.ports['solr']}/solr/admin/cores"
    if not (CORES / name / "core.properties").exists():
        make_core(name)
        _get(f"{admin}?action=CREATE&name={name}&instanceDir={name}")
    _wait_until_loaded(admin, name)
    fields = _get(f"{url(state, name)}/schema/fields")["fields"]
    missing = set(BOX_FIELDS) - {field["name"] for field in fields}
    if missing:
        add = [
            {"name": field, "type": "float", "indexed": True, "stored": True}
            for field in sorted(missing)
        ]
        _post(f"{url(state, name)}/schema", {"add-field": add})


def _wait_until_loaded(admin: str, name: str) -> None:
    """Wait for a core: a fresh server answers before it has loaded them all."""
    deadline = time.monotonic() + LOADING
    while name not in (answer := _get(f"{admin}?action=STATUS"))["status"]:
        if name in answer["initFailures"] or time.monotonic() > deadline:
            why = answer["initFailures"].get(name, "it takes too long")
            raise StackError(f"Solr cannot load the core {name}: {why}")
        time.sleep(0.2)


def _get(address: str) -> dict:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - loopback
        return json.load(answer)


def _post(address: str, body: dict) -> dict:
    request = urllib.request.Request(  # noqa: S310 - loopback
        address,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback
        return json.load(answer)
