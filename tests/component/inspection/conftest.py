"""Fixtures of inspection: a file is read in the child process, as the portal does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckanext.territory.bounded import run_bounded

TASK = "ckanext.territory.domain.inspection:inspect_file"
Inspect = Callable[..., dict[str, Any]]


@pytest.fixture
def inspect(tmp_path: Path) -> Inspect:
    """Return a function that inspects some content under a name."""

    def read(content: bytes | str | Path, name: str, **more: object) -> dict[str, Any]:
        path = tmp_path / "received"
        if isinstance(content, Path):
            path = content
        else:
            raw = content.encode("utf-8") if isinstance(content, str) else content
            path.write_bytes(raw)
        given = {"path": str(path), "name": name, "today": "2026-11-25"}
        return run_bounded(TASK, {**given, **more})

    return read
