"""What is done in the transaction that saves a dataset."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan import model
from ckan.common import CKANConfig
from ckan.types import Context

from ckanext.territory import internal_values
from ckanext.territory.referents import assigning
from ckanext.territory.reviews import guard
from ckanext.territory.saving import Saving, saving_of


class DatasetSaves(p.SingletonPlugin):
    """Keeps internal values apart, gives data to referents, asks for reviews."""

    p.implements(p.IConfigurable)
    p.implements(p.IPackageController, inherit=True)

    # IConfigurable
    def configure(self, config: CKANConfig) -> None:
        """Refuse to start with a schema whose internal fields would leave."""
        internal_values.check_schemas()

    # IPackageController
    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Write internal values with the new dataset."""
        super().after_dataset_create(context, pkg_dict)  # pyright: ignore[reportAttributeAccessIssue] - IPackageController is a base at run time
        _follow(context, pkg_dict)

    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Write internal values with the changed dataset."""
        super().after_dataset_update(context, pkg_dict)  # pyright: ignore[reportAttributeAccessIssue] - IPackageController is a base at run time
        _follow(context, pkg_dict)

    def after_dataset_show(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Leave out what was stored before its field became internal."""
        super().after_dataset_show(context, pkg_dict)  # pyright: ignore[reportAttributeAccessIssue] - IPackageController is a base at run time
        internal_values.strip(pkg_dict)


def _follow(context: Context, pkg_dict: dict[str, Any]) -> None:
    saving = saving_of(context) or Saving()
    package = model.Package.get(pkg_dict["id"])
    if package is None:
        return
    assigning.assign(package)
    guard.enforce(context, package, saving)
    internal_values.keep(package.id, saving.values)
    saving.is_written = True
