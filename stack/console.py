"""Says what is being done and how long it took, and runs commands."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path


class StackError(Exception):
    """A step that failed, with what the person at the keyboard can do."""


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Print the title of a step, then the seconds it took."""
    print(f"· {title} …", end="", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print(" failed", flush=True)
        raise
    print(f" {time.monotonic() - start:.1f} s", flush=True)


def run(
    command: Sequence[str],
    *,
    log: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    cwd: Path | None = None,
) -> str:
    """Run a command to its end and return what it printed.

    With ``log``, the output is appended there too. Raises StackError with the last
    lines of the output when the command fails.
    """
    result = subprocess.run(
        [str(part) for part in command],
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, **(env or {})},
        cwd=cwd,
        check=False,
    )
    if log:
        with log.open("a", encoding="utf-8") as sink:
            sink.write(f"$ {' '.join(map(str, command))}\n{result.stdout}\n")
    if result.returncode:
        tail = "\n".join(result.stdout.splitlines()[-25:])
        name = " ".join(map(str, command[:6]))
        raise StackError(f"`{name}` ended with code {result.returncode}:\n{tail}")
    return result.stdout


def fail(message: str) -> None:
    """Print a message on standard error and end with code 1."""
    print(f"\nerror: {message}", file=sys.stderr, flush=True)
    raise SystemExit(1)
