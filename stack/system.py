"""Programs that the distribution provides: found, or installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .console import StackError, run, step
from .home import LOGS

NEEDED: dict[str, str] = {
    "postgresql": "initdb",
    "redis-server": "redis-server",
    "default-jdk-headless": "javac",
    "maven": "mvn",
    "gcc": "gcc",
    "libpq-dev": "pg_config",
}
NEEDED_FILES: dict[str, tuple[str, ...]] = {
    "libmagic1": ("/usr/lib/*/libmagic.so.1",),
    "libc6-dev": ("/usr/include/stdio.h",),
}
FOR_TESTS: dict[str, str] = {"chromium": "chromium"}
FILES_FOR_TESTS: dict[str, tuple[str, ...]] = {
    "fonts-dejavu-core": ("/usr/share/fonts/truetype/dejavu/*.ttf",),
}


def postgres_bin() -> Path | None:
    """Return the folder of the newest PostgreSQL server programs, if any."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda p: int(p.parent.name), default=None)


def _has(program: str) -> bool:
    if program == "initdb":
        return postgres_bin() is not None
    return shutil.which(program) is not None


def _has_file(patterns: tuple[str, ...]) -> bool:
    root = Path("/")
    return any(any(root.glob(pattern.lstrip("/"))) for pattern in patterns)


def missing_packages(*, for_tests: bool) -> list[str]:
    """Return the distribution packages that must still be installed."""
    programs = {**NEEDED, **(FOR_TESTS if for_tests else {})}
    files = {**NEEDED_FILES, **(FILES_FOR_TESTS if for_tests else {})}
    return [
        *(package for package, program in programs.items() if not _has(program)),
        *(package for package, paths in files.items() if not _has_file(paths)),
    ]


def install_packages(*, for_tests: bool) -> None:
    """Install what is missing, or say the exact command and stop."""
    missing = missing_packages(for_tests=for_tests)
    if not missing:
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    command = [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *missing]
    by_hand = "sudo apt-get install -y " + " ".join(missing)
    if shutil.which("apt-get") is None or (prefix and shutil.which("sudo") is None):
        raise StackError(f"packages are missing and may not be installed: {by_hand}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    with step(f"installing {', '.join(missing)}"):
        try:
            run([*prefix, "apt-get", "update"], log=LOGS / "setup.log", env=quiet)
            run(command, log=LOGS / "setup.log", env=quiet)
        except StackError as error:
            raise StackError(f"{error}\nTo install by hand: {by_hand}") from error
