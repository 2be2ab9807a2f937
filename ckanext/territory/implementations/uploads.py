"""What follows the arrival of a file."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan.types import Context

from ckanext.territory.uploads import reading


class Uploads(p.SingletonPlugin):
    """Reads the files of resources once they are stored."""

    p.implements(p.IResourceController, inherit=True)

    # IResourceController
    def after_resource_create(self, context: Context, resource: dict[str, Any]) -> None:
        """Read the file of a new resource."""
        reading.take(resource["id"])

    def after_resource_update(self, context: Context, resource: dict[str, Any]) -> None:
        """Read the file of a changed resource."""
        reading.take(resource["id"])
