"""The files of a budget's resources, put where CKAN keeps uploads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.datastructures import FileStorage

# The uploader of the portal, whichever plugin provides it; the toolkit has no name
# for it.
from ckan.lib.uploader import get_resource_uploader

from ckanext.territory import config


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file to publish and the resource that offers it."""

    resource_id: str
    file_name: str
    path: Path


@contextmanager
def stored(outputs: list[Output], folder: Path) -> Iterator[dict[str, dict[str, Any]]]:
    """Put the files in place; give ``url``, ``size``… of each, by resource id.

    When the block fails, the former files are back, or none are left.
    """
    kept = {output.resource_id: _keep(output.resource_id, folder) for output in outputs}
    done: list[str] = []
    try:
        facts: dict[str, dict[str, Any]] = {}
        for output in outputs:
            done.append(output.resource_id)
            facts[output.resource_id] = _put(output)
        yield facts
    except BaseException:
        for resource_id in done:
            _restore(resource_id, kept[resource_id])
        raise


def _put(output: Output) -> dict[str, Any]:
    with output.path.open("rb") as stream:
        resource: dict[str, Any] = {
            "id": output.resource_id,
            "url": output.file_name,
            "upload": FileStorage(stream=stream, filename=output.file_name),
        }
        uploader = get_resource_uploader(resource)
        # What the portal accepts from people is another limit than what it makes.
        uploader.upload(output.resource_id, max_size=config.budget_size_limit())
    return {
        "id": output.resource_id,
        "url": resource["url"],
        "url_type": "upload",
        "size": output.path.stat().st_size,
        "last_modified": resource["last_modified"].isoformat(),
    }


def _path(resource_id: str) -> Path | None:
    """Return where a resource's file lies, when it lies on this machine's disk."""
    path = get_resource_uploader({"id": resource_id}).get_path(resource_id)
    return Path(path) if Path(path).is_absolute() else None


def _keep(resource_id: str, folder: Path) -> Path | None:
    path = _path(resource_id)
    if path is None or not path.exists():
        return None
    copy = folder / f"kept-{resource_id}"
    shutil.copy2(path, copy)
    return copy


def _restore(resource_id: str, copy: Path | None) -> None:
    path = _path(resource_id)
    if path is None:
        return
    if copy is None:
        path.unlink(missing_ok=True)
    else:
        shutil.move(copy, path)
