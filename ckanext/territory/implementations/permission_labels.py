"""Labels that decide which datasets a user finds and opens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins as p
from ckan import model
from ckan.exceptions import CkanConfigurationException
from ckan.lib.plugins import DefaultPermissionLabels  # no toolkit name for it
from ckan.types import Context

from ckanext.territory import activity_labels
from ckanext.territory.access import is_agent, referent_user_id
from ckanext.territory.domain import access

ACTIVE = model.State.ACTIVE


class PermissionLabels(p.SingletonPlugin):
    """Access levels by permission labels, and traces that follow the level."""

    p.implements(p.IPermissionLabels)
    p.implements(p.IPackageController, inherit=True)

    # IPermissionLabels
    def get_dataset_labels(self, dataset_obj: model.Package) -> list[str]:
        """Return the labels of a dataset."""
        return dataset_labels(dataset_obj)

    def get_user_dataset_labels(self, user_obj: model.User | None) -> list[str]:
        """Return the labels of a reader; None is an anonymous one."""
        core = DefaultPermissionLabels().get_user_dataset_labels(
            user_obj  # pyright: ignore[reportArgumentType] - core accepts None
        )
        if user_obj is None or user_obj.is_anonymous:
            return core
        member = "member-"
        return access.user_labels(
            core,
            user_id=user_obj.id,
            is_agent=is_agent(user_obj),
            organization_ids=[
                label.removeprefix(member) for label in core if label.startswith(member)
            ],
        )

    # IPackageController
    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Narrow the labels of past activities in the transaction of the change."""
        super().after_dataset_update(context, pkg_dict)  # pyright: ignore[reportAttributeAccessIssue] - IPackageController is a base at run time
        package = model.Package.get(pkg_dict["id"])
        if package is not None and p.plugin_loaded("activity"):
            activity_labels.narrow(
                package.id, dataset_labels(package), owner_labels(package)
            )


def dataset_labels(package: model.Package) -> list[str]:
    """Return the labels of a dataset by its level, state and owner."""
    extras = package.extras or {}
    core = DefaultPermissionLabels().get_dataset_labels(package)
    if package.state != ACTIVE:
        return core
    return access.dataset_labels(
        extras.get("access_level"),
        core=core,
        owner=owner_labels(package),
        organization_id=package.owner_org,
        referent_user_id=_referent_user(extras),
    )


def _referent_user(extras: Mapping[str, str]) -> str | None:
    if extras.get("access_level") != "restricted":
        return None
    return referent_user_id(extras.get("referent_id"))


def owner_labels(package: model.Package) -> list[str]:
    """Return the labels that CKAN gives to a private dataset."""
    core = DefaultPermissionLabels().get_dataset_labels(package)
    if access.PUBLIC not in core:
        return core
    if package.owner_org:
        return [f"member-{package.owner_org}"]
    return [f"creator-{package.creator_user_id}"]


def check_first() -> None:
    """Refuse to start when another plugin decides the labels.

    CKAN asks the first plugin only. Raises CkanConfigurationException.
    """
    first = next(iter(p.PluginImplementations(p.IPermissionLabels)), None)
    if first is not None and not isinstance(first, PermissionLabels):
        name = getattr(first, "name", type(first).__name__)
        raise CkanConfigurationException(
            f"The plugin {name} decides who may read datasets before the plugin "
            "territory does: put territory before it in ckan.plugins, or remove it. "
            "Otherwise the access levels of datasets would have no effect."
        )


__all__ = ["PermissionLabels", "check_first", "dataset_labels", "owner_labels"]
