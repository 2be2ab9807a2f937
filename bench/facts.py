"""What a figure depends on: the machine, the versions, the commit."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import datetime, timezone
from importlib.metadata import distributions
from pathlib import Path

PACKAGES = ("ckan", "ckanext-scheming", "SQLAlchemy", "lxml")
ROOT = Path(__file__).resolve().parent.parent


def facts() -> dict[str, object]:
    """Return the facts to write beside every figure."""
    return {
        "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "commit": _commit(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mb": _memory(),
        "load_before": os.getloadavg(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": _versions(),
    }


def _versions() -> Mapping[str, str]:
    return {
        item.name: item.version for item in distributions() if item.name in PACKAGES
    }


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "none"


def _processor() -> str:
    for line in _read("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory() -> int:
    for line in _read("/proc/meminfo"):
        if line.startswith("MemTotal"):
            return int(line.split()[1]) // 1024
    return 0


def _read(name: str) -> list[str]:
    path = Path(name)
    return path.read_text().splitlines() if path.exists() else []
