"""Work on files from outside, done by a child process with limits.

The child gets an empty environment, cannot open a connection nor start a program, and
is stopped when it takes too much time or memory. Source: security.md §5.1.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from ckanext.territory.bounded_child import (
    ALLOWED,
    MEBIBYTE,
    REFUSED,
    UNPROTECTED,
    Bounds,
)
from ckanext.territory.domain.errors import TerritoryError

log = logging.getLogger(__name__)

# The child runs the very code of its parent: an isolated Python knows neither the
# folder nor the variables by which that may have been found.
ROOT = Path(__file__).resolve().parents[2]
CHILD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import ckanext
ckanext.__path__ = [{str(ROOT / "ckanext")!r}, *ckanext.__path__]
from ckanext.territory.bounded_child import main
sys.exit(main())
"""
MESSAGE_LENGTH = 2_000
# Last words of Rust, C++ and Python when there is no memory left.
OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError")
# What the child may know of its host: nothing but the way numbers of threads are set.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "GDAL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


def run_bounded(
    task: str, arguments: Mapping[str, Any], *, bounds: Bounds | None = None
) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a function of ``domain`` answers, run in a child process.

    Args:
        task: ``module:function``, the module below ``ckanext.territory.domain``. The
            function takes one dict and answers something that JSON can write.
        arguments: what it takes; paths as text.
        bounds: limits; the usual ones when None.

    Raises:
        TerritoryError: the refusal of the function, with its code and facts;
            `bounded.time`, `bounded.memory`, `bounded.died`, `bounded.answer` or
            `bounded.unprotected`.
    """
    if not task.startswith(ALLOWED):
        raise ValueError(task)
    limits = bounds or Bounds()
    order = {"task": task, "arguments": dict(arguments), "bounds": limits.to_json()}
    with (
        tempfile.TemporaryDirectory(prefix="territory-") as folder,
        (Path(folder) / "answer").open("w+b") as answer,
        (Path(folder) / "said").open("w+b") as said,
    ):
        status = _run(json.dumps(order).encode(), folder, answer, said, limits)
        return _result(task, status, answer, said, limits)


def _run(
    order: bytes, folder: str, answer: IO[bytes], said: IO[bytes], bounds: Bounds
) -> int:
    child = subprocess.Popen(  # noqa: S603 - our own module, no shell
        [_python(), "-I", "-c", CHILD],
        stdin=subprocess.PIPE,
        stdout=answer,
        stderr=said,
        cwd=folder,
        env={**ENVIRONMENT, "TMPDIR": folder, "HOME": folder},
        start_new_session=True,
    )
    try:
        child.communicate(order, timeout=bounds.wall_seconds)
    except subprocess.TimeoutExpired:
        raise TerritoryError("bounded.time", expected=bounds.wall_seconds) from None
    finally:
        _stop(child)
    return child.returncode


def _stop(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it may have started; its group has its number."""
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _python() -> str:
    """Return the interpreter; a server that embeds Python names itself instead."""
    own = Path(sys.executable or "")
    if own.name.startswith("python"):
        return str(own)
    return str(Path(sys.prefix) / "bin" / "python3")


def _result(
    task: str, status: int, answer: IO[bytes], said: IO[bytes], bounds: Bounds
) -> Any:  # noqa: ANN401 - whatever JSON holds
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TerritoryError("bounded.time", expected=bounds.cpu_seconds)
    if status == UNPROTECTED:
        raise TerritoryError("bounded.unprotected")
    words = _tail(said)
    if status not in (0, REFUSED):
        log.warning("%s ended with %s: %s", task, status, words)
        if any(sign in words for sign in OUT_OF_MEMORY):
            raise TerritoryError("bounded.memory", expected=bounds.memory // MEBIBYTE)
        raise TerritoryError("bounded.died", found=status)
    size = answer.seek(0, os.SEEK_END)
    if size > bounds.answer:
        raise TerritoryError("bounded.answer", found=size, expected=bounds.answer)
    answer.seek(0)
    found = json.loads(answer.read())
    if status == REFUSED:
        raise TerritoryError(found["code"], **found["context"])
    return found


def _tail(said: IO[bytes]) -> str:
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - MESSAGE_LENGTH))
    return said.read().decode("utf-8", "replace").strip()
