"""What this process keeps in memory."""

from __future__ import annotations

from pathlib import Path


def resident_mb() -> float:
    """Return the resident memory of this process, in megabytes (10⁶ bytes)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6
