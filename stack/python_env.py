"""The virtual environment, made from the committed lock file."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from .console import run, step
from .home import LOGS, ROOT, VENV, venv

LOCK = ROOT / "requirements" / "lock.txt"


def make_environment() -> None:
    """Make or bring up to date the virtual environment of the checkout."""
    log = LOGS / "setup.log"
    pip = [venv("python"), "-m", "pip", "install", "--quiet", "--no-deps"]
    locked = VENV / "locked.stamp"
    if not _is_current(locked, _mark(LOCK)):
        with step("making the Python environment"):
            if VENV.exists():
                shutil.rmtree(VENV)
            run([sys.executable, "-m", "venv", str(VENV)], log=log)
            run([*pip, "--require-hashes", "-r", str(LOCK)], log=log)
        locked.write_text(_mark(LOCK))
    project = VENV / "project.stamp"
    wanted = _mark(ROOT / "pyproject.toml")
    if not _is_current(project, wanted):
        run([*pip, "--no-build-isolation", "-e", str(ROOT)], log=log)
        project.write_text(wanted)


def _is_current(stamp: Path, mark: str) -> bool:
    return stamp.exists() and stamp.read_text() == mark


def _mark(file: Path) -> str:
    """Return what an environment made from a file depends on."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"{sys.version_info[:2]} {ROOT} {digest}"
