"""A worker that is killed in the middle of a run, and one that starts after it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from ckan import model
from ckan.tests import helpers

from ckanext.territory import jobs
from ckanext.territory.model import RecordState

if TYPE_CHECKING:
    from tests.partner.server import Partner

COUNT = 1000
ROOT = Path(__file__).resolve().parents[3]
PROMISE = 60
PATIENCE = 240


def _wait(until: Callable[[], bool], seconds: float) -> float:
    """Return the seconds until a condition held; fails when it never does."""
    start = time.monotonic()
    while not until():
        assert time.monotonic() - start < seconds, "it did not come in time"
        time.sleep(0.2)
    return time.monotonic() - start


@contextmanager
def _process(ini: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a CKAN command in a process group of its own; killed at the end."""
    command = [str(Path(sys.executable).parent / "ckan"), "-c", str(ini), *arguments]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _written() -> int:
    model.Session.rollback()
    return model.Session.scalar(
        sa.select(sa.func.count()).where(RecordState.content_hash.is_not(None))
    )


@pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index", "clean_queues")
def test_nothing_is_lost_and_nothing_comes_twice(
    reachable: Partner,
    partners: ModuleType,
    source: dict[str, Any],
    tmp_path: Path,
    ckan_config: dict[str, Any],
) -> None:
    """Killed with its child in a batch; a new one and the sweep do the rest in 60 s."""
    reachable.datasets = [
        partners.dataset(number, groups=[{"name": "eau"}]) for number in range(COUNT)
    ]
    ini = tmp_path / "worker.ini"
    text = Path(ckan_config["__file__"]).read_text()
    empty = "ckanext.territory.harvest.allowed_hosts ="
    assert empty in text
    ini.write_text(text.replace(empty, f"{empty} {reachable.host}"))
    run = helpers.call_action("territory_run_create", source_id=source["id"])
    with _process(ini, "jobs", "worker", "territory") as worker:
        _wait(lambda: _written() > COUNT // 2, PATIENCE)
        _kill(worker)
    killed_at = _written()
    assert killed_at < COUNT

    def is_over() -> bool:
        model.Session.rollback()
        return not helpers.call_action("territory_run_show", id=run["id"])["is_open"]

    with (
        _process(ini, "jobs", "worker", "territory"),
        _process(ini, "territory", "run", "sweep", "--every", "5"),
    ):
        seconds = _wait(is_over, PATIENCE)
    shown = helpers.call_action("territory_run_show", id=run["id"])
    assert shown["counts"] == {"added": COUNT}
    assert shown["status"] == "done"
    found = model.Session.scalars(
        sa.select(model.Package.id).where(model.Package.state == "active")
    ).all()
    assert len(found) == len(set(found)) == COUNT
    index = helpers.call_action("package_search", rows=0)
    assert index["count"] == COUNT
    print("RECOVERY", killed_at, round(seconds,1)); assert seconds < PROMISE
    assert jobs.sweep() == 0
