"""The child process of ``bounded``: limits first, then one function of ``domain``.

Reads its order as JSON from the standard input, writes the answer to the standard
output. Run by ``bounded`` in an isolated Python; it imports nothing heavy before its
limits are set.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, cast

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.sandbox import SandboxError, die_with_parent, shut_in

ALLOWED = "ckanext.territory.domain."
REFUSED, UNPROTECTED = 3, 4
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits of one child.

    Attributes:
        memory: bytes of address space.
        cpu_seconds: computing time.
        wall_seconds: time in all, start included.
        file_size: bytes of one file that it writes, such as an extracted one.
        open_files: files open at the same time.
        answer: bytes of its answer.

    Source: security.md §5.1.
    """

    memory: int = 1024 * MEBIBYTE
    cpu_seconds: int = 60
    wall_seconds: float = 90
    file_size: int = 256 * MEBIBYTE
    open_files: int = 64
    answer: int = 8 * MEBIBYTE

    def to_json(self) -> dict[str, Any]:
        """Return the limits by name."""
        return asdict(self)


def limit(bounds: Bounds) -> None:
    """Lower the limits of this process; they cannot be raised again."""
    # One second more for the hard limit: the soft one tells that it was the time.
    seconds = (bounds.cpu_seconds, bounds.cpu_seconds + 1)
    resource.setrlimit(resource.RLIMIT_CPU, seconds)
    for kind, value in (
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_FSIZE, bounds.file_size),
        (resource.RLIMIT_NOFILE, bounds.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def function_of(task: str) -> Callable[[Any], Any]:
    """Return the function that ``module:function`` names, within ``domain`` only."""
    module, _colon, name = task.partition(":")
    if not module.startswith(ALLOWED) or not name.isidentifier() or name[0] == "_":
        raise ValueError(task)
    found = getattr(importlib.import_module(module), name)
    return cast("Callable[[Any], Any]", found)


def perform(order: dict[str, Any]) -> tuple[int, Any]:
    """Return the status and the answer of the function."""
    try:
        return 0, function_of(order["task"])(order["arguments"])
    except TerritoryError as error:
        return REFUSED, {"code": error.code, "context": dict(error.context)}
    except MemoryError:
        facts = {"expected": order["bounds"]["memory"] // MEBIBYTE}
        return REFUSED, {"code": "bounded.memory", "context": facts}


def say_where(
    kind: type[BaseException], _error: BaseException, at: TracebackType | None
) -> None:
    """Print where a mistake happened and its kind, never its words: they cite data."""
    traceback.print_tb(at)
    sys.stderr.write(f"{kind.__name__}\n")


def main() -> int:
    """Take one order, write one answer; return the exit status."""
    sys.excepthook = say_where
    order = json.load(sys.stdin)
    # What libraries print must not mix with the answer.
    answer = os.dup(1)
    os.dup2(2, 1)
    try:
        die_with_parent()
        limit(Bounds(**order["bounds"]))
        shut_in()
    except SandboxError:
        return UNPROTECTED
    status, found = perform(order)
    text = json.dumps(found, ensure_ascii=False, allow_nan=False, default=str)
    with os.fdopen(answer, "w", encoding="utf-8", errors="replace") as out:
        out.write(text)
    return status
