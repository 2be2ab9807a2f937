"""Fields that figures decide, kept true when a dataset is saved."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan import model
from ckan.types import Context

from ckanext.territory.figures import computed


class ComputedFields(p.SingletonPlugin):
    """Writes the computed fields of a dataset within the saving of it."""

    p.implements(p.IPackageController, inherit=True)

    # IPackageController
    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Compute them again: the target may be another one."""
        package = model.Package.get(pkg_dict["id"])
        if package is not None:
            computed.settle(package)
        super().after_dataset_update(context, pkg_dict)  # pyright: ignore[reportAttributeAccessIssue] - of the interface
