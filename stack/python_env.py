"""The virtual environment, made from the committed lock file."""

from __future__ import annotations

import hashlib
import shutil
import sys

from .console import run, step
from .home import LOGS, ROOT, VENV, venv

LOCK = ROOT / "requirements" / "lock.txt"


def make_environment() -> None:
    """Make or bring up to date the virtual environment of the checkout."""
    stamp = VENV / "territory.stamp"
    wanted = _wanted()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    log = LOGS / "setup.log"
    with step("making the Python environment"):
        if stamp.exists():
            shutil.rmtree(VENV)
        if not (VENV / "bin" / "pip").exists():
            run([sys.executable, "-m", "venv", str(VENV)], log=log)
        pip = [venv("python"), "-m", "pip", "install", "--quiet", "--no-deps"]
        run([*pip, "--require-hashes", "-r", str(LOCK)], log=log)
        run([*pip, "--no-build-isolation", "-e", str(ROOT)], log=log)
    stamp.write_text(wanted)


def _wanted() -> str:
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes())
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()
    return f"{sys.version_info[:2]} {ROOT} {digest}"
