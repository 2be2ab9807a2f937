"""The project's own checks: style, types and tests."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping

from .console import StackError
from .home import ROOT, venv

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
    _call("unit tests", venv("pytest"), *off, "-q", "tests/unit")
    _call("component tests", venv("pytest"), *off, "-q", "tests/component")


def slow(values: Mapping[str, str]) -> None:
    """Run the tests that need the services and the browser."""
    ini = ("--ckan-ini", "test.ini")
    for name in ("integration", "browser"):
        folder = f"tests/{name}"
        _call(f"{name} tests", venv("pytest"), *ini, "-q", folder, env=values)
