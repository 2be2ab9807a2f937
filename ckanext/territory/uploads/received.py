"""A file in the portal's storage, and the dataset it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ckan import model

# The storage of resources; the toolkit has no way to it.
from ckan.lib.uploader import get_resource_uploader


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file to read; ``name`` is the one that people gave it."""

    dataset: model.Package
    resource: model.Resource
    path: Path
    name: str


def received(resource_id: str) -> Received | None:
    """Return the stored file of a resource, or None when it has none."""
    resource = model.Session.get(model.Resource, resource_id)
    if resource is None or resource.state != model.State.ACTIVE:
        return None
    if resource.url_type != "upload":
        return None
    path = Path(get_resource_uploader({"url_type": "upload"}).get_path(resource_id))
    if not path.is_file():
        return None
    return Received(
        dataset=resource.package,
        resource=resource,
        path=path,
        name=resource.url.rpartition("/")[2],
    )
