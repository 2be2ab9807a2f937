"""Chained actions: the bulk buttons of an organization go through the access level."""

from __future__ import annotations

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Action, Context, DataDict


@tk.chained_action
def bulk_update_private(
    next_action: Action, context: Context, data_dict: DataDict
) -> None:
    """Restrict the given datasets of an organization to their service."""
    tk.check_access("bulk_update_private", context, data_dict)
    _set_level(context, data_dict, "restricted", private=True)


@tk.chained_action
def bulk_update_public(
    next_action: Action, context: Context, data_dict: DataDict
) -> None:
    """Make the given datasets of an organization public."""
    tk.check_access("bulk_update_public", context, data_dict)
    _set_level(context, data_dict, "public", private=False)


def _set_level(
    context: Context, data_dict: DataDict, level: str, *, private: bool
) -> None:
    packages = model.Session.query(model.Package.id).filter(
        model.Package.id.in_(data_dict.get("datasets", [])),
        model.Package.owner_org == data_dict.get("org_id"),
    )
    for row in packages.all():
        # ``private`` serves the types that have no access level.
        tk.get_action("package_patch")(
            tk.fresh_context(context),
            {"id": row.id, "access_level": level, "private": private},
        )
