"""Files received and not published yet, each in a folder that only the portal reads.

They may hold personal data: nothing of them is logged, and they go away after a day.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import IO

from ckan.plugins import toolkit as tk

from ckanext.territory import config
from ckanext.territory.domain.errors import TerritoryError

MEGABYTE = 1024 * 1024
CHUNK = MEGABYTE
KEPT_SECONDS = 24 * 3600
FILE = "original"


def keep(
    stream: IO[bytes], start_id: str, name: str, *, limit: int | None = None
) -> Path:
    """Return the upload of this name, copied into the folder of its beginning.

    ``limit`` is the largest size in bytes, that of the portal unless told.

    Raises TerritoryError ``start.no_storage``, ``start.too_large``, ``start.empty``;
    nothing is left then.
    """
    folder = _root() / start_id
    folder.mkdir(mode=0o700)
    try:
        place = folder / f"{FILE}{_suffix(name)}"
        return _copy(stream, place, name, limit or size_limit())
    except BaseException:
        drop(start_id)
        raise


def find(start_id: str) -> Path | None:
    """Return the file of a beginning, or None when it is not there any more."""
    return next((_root() / start_id).glob(f"{FILE}*"), None)


def drop(start_id: str) -> None:
    """Remove the file of a beginning."""
    shutil.rmtree(_root() / start_id, ignore_errors=True)


def sweep() -> None:
    """Remove what nobody came back to, and what a killed process left."""
    oldest = time.time() - KEPT_SECONDS
    for folder in _root().iterdir():
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def check_resource_size(path: Path, name: str) -> None:
    """Raise TerritoryError ``start.too_large`` for what resources may not hold."""
    limit = tk.config["ckan.max_resource_size"] * MEGABYTE
    if path.stat().st_size > limit:
        raise _too_large(name, limit)


def size_limit() -> int:
    """Return the largest size received, in bytes: budgets have a limit of their own."""
    largest = max(tk.config["ckan.max_resource_size"], config.budget_size_limit())
    return largest * MEGABYTE


def _copy(stream: IO[bytes], place: Path, name: str, limit: int) -> Path:
    seen = 0
    with place.open("xb") as target:
        while chunk := stream.read(CHUNK):
            seen += len(chunk)
            if seen > limit:
                raise _too_large(name, limit)
            target.write(chunk)
    if not seen:
        raise TerritoryError("start.empty", file=name)
    return place


def _too_large(name: str, limit: int) -> TerritoryError:
    return TerritoryError(
        "start.too_large", file=name, expected=max(1, limit // MEGABYTE)
    )


def _suffix(name: str) -> str:
    """Return the ending of a name, when it is a plain one."""
    suffix = Path(name).suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ""


def _root() -> Path:
    storage = tk.config["ckan.storage_path"]
    if not storage:
        raise TerritoryError("start.no_storage")
    root = Path(storage, "territory", "starts")
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root
