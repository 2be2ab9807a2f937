"""Who may read the back-office fields of a dataset."""

from __future__ import annotations

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_internal_show", "territory_permission_change_dataset"]


def territory_permission_change_dataset(
    context: Context, data_dict: DataDict
) -> AuthResult:
    """Allow who may change the dataset; a missing one is refused alike."""
    package = model.Package.get(data_dict["id"])
    if package is None:
        return {"success": False, "msg": tk._("There is nothing here.")}
    return authz.is_authorized("package_update", context, {"id": package.id})


def territory_internal_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may change the dataset."""
    return territory_permission_change_dataset(context, data_dict)
