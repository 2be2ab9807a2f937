"""The project's own checks: style, types and tests."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence

from .console import StackError
from .home import ROOT, venv

# Tests run beside each other, file by file, in so many processes.
LANES = min(4, os.cpu_count() or 1)
_BESIDE = ("-q", "-n", str(LANES), "--dist", "loadfile")
SOURCES = ("ckanext", "stack", "tools", "demo", "bench", "tests", "setup.py")


def _call(title: str, *command: str, env: Mapping[str, str] | None = None) -> None:
    print(f"\n── {title}", flush=True)
    begin = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(env or {})}, check=False
    )
    if done.returncode:
        raise StackError(f"{title}: failed")
    print(f"   {time.monotonic() - begin:.0f} s", flush=True)


def fast() -> None:
    """Style, types and tests of the inner ring, alone and on files: no service."""
    sources = [name for name in SOURCES if (ROOT / name).exists()]
    _call("style", venv("ruff"), "check", *sources)
    _call("format", venv("ruff"), "format", "--check", *sources)
    _call("types", venv("basedpyright"))
    # The plugins of CKAN are off: a unit test neither needs nor loads it.
    off = ("-p", "no:ckan", "-p", "no:ckan_fixtures")
    for name in ("unit", "component"):
        _call(f"{name} tests", venv("pytest"), *off, *_BESIDE, f"tests/{name}")


def slow(lanes: Sequence[Mapping[str, str]]) -> None:
    """Run the tests that need the services and the browser.

    Each of the processes has the settings of one lane: databases, core and folder of
    its own (``tests/conftest.py``).
    """
    env = {**lanes[0], "TERRITORY_TEST_LANES": json.dumps(lanes)}
    ini = ("--ckan-ini", "test.ini")
    for name in ("integration", "browser"):
        folder = f"tests/{name}"
        _call(f"{name} tests", venv("pytest"), *ini, *_BESIDE, folder, env=env)
