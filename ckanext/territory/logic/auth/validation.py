"""Who may read the report of a file and check it again."""

from __future__ import annotations

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = [
    "territory_validation_list",
    "territory_validation_run",
    "territory_validation_show",
]


@tk.auth_allow_anonymous_access
def territory_validation_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may read the file."""
    return _of_dataset("package_show", context, data_dict["resource_id"])


def territory_validation_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the dataset of the file."""
    return _of_dataset("package_update", context, data_dict["resource_id"])


@tk.auth_allow_anonymous_access
def territory_validation_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may read the dataset."""
    package = model.Package.get(data_dict["dataset_id"])
    return _of("package_show", context, package)


def _of_dataset(right: str, context: Context, resource_id: str) -> AuthResult:
    resource = model.Resource.get(resource_id)
    is_there = resource is not None and resource.state == model.State.ACTIVE
    return _of(right, context, resource.package if resource and is_there else None)


def _of(right: str, context: Context, package: model.Package | None) -> AuthResult:
    if package is None:
        return {"success": False, "msg": tk._("There is nothing here.")}
    return authz.is_authorized(right, tk.fresh_context(context), {"id": package.id})
