"""Who may begin a publication, go on with it, and use the templates of a service."""

from __future__ import annotations

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.access import caller
from ckanext.territory.model.dataset_template import DatasetTemplate
from ckanext.territory.model.start import Start

__all__ = [
    "territory_dataset_copy",
    "territory_dataset_template_create",
    "territory_dataset_template_delete",
    "territory_dataset_template_list",
    "territory_dataset_template_run",
    "territory_start_create",
    "territory_start_delete",
    "territory_start_list",
    "territory_start_run",
    "territory_start_show",
    "territory_start_update",
]


def territory_permission_own_start(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file: not even administrators read what others received."""
    row = model.Session.get(Start, data_dict["id"])
    user = caller(context)
    if row is not None and user is not None and row.user_id == user.id:
        return {"success": True}
    return {"success": False, "msg": tk._("Only who sent this file may see it.")}


def territory_start_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may create datasets in the organization."""
    return _may_create(context, data_dict.get("owner_org"))


def territory_start_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow anybody logged in: they see their own."""
    return {"success": True}


@tk.auth_sysadmins_check
def territory_start_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file."""
    return territory_permission_own_start(context, data_dict)


@tk.auth_sysadmins_check
def territory_start_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file."""
    return territory_permission_own_start(context, data_dict)


@tk.auth_sysadmins_check
def territory_start_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file."""
    return territory_permission_own_start(context, data_dict)


@tk.auth_sysadmins_check
def territory_start_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file; creating the dataset has its own check."""
    return territory_permission_own_start(context, data_dict)


def territory_dataset_copy(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may read the dataset and create one in the organization."""
    package = model.Package.get(data_dict["id"])
    if package is None:
        return {"success": False, "msg": tk._("There is nothing here.")}
    read = authz.is_authorized("package_show", context, {"id": package.id})
    if not read.get("success"):
        return read
    return _may_create(context, data_dict.get("owner_org") or package.owner_org)


def territory_dataset_template_create(
    context: Context, data_dict: DataDict
) -> AuthResult:
    """Allow who may edit the dataset and create one in its organization."""
    return _may_copy(context, data_dict["dataset_id"])


def territory_dataset_template_list(
    context: Context, data_dict: DataDict
) -> AuthResult:
    """Allow anybody logged in: they see those of their services."""
    return {"success": True}


def territory_dataset_template_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may create datasets in the organization of the template."""
    row = model.Session.get(DatasetTemplate, data_dict["id"])
    return _may_create(context, row.owner_org if row else None)


def territory_dataset_template_delete(
    context: Context, data_dict: DataDict
) -> AuthResult:
    """Allow administrators of the organization of the template."""
    row = model.Session.get(DatasetTemplate, data_dict["id"])
    user = context.get("user")
    if (
        row is not None
        and user
        and authz.has_user_permission_for_group_or_org(row.owner_org, user, "admin")
    ):
        return {"success": True}
    return {
        "success": False,
        "msg": tk._("Only administrators of the service remove its templates."),
    }


def _may_copy(context: Context, dataset_id: str) -> AuthResult:
    package = model.Package.get(dataset_id)
    if package is None:
        return {"success": False, "msg": tk._("There is nothing here.")}
    update = authz.is_authorized("package_update", context, {"id": package.id})
    return (
        update if not update.get("success") else _may_create(context, package.owner_org)
    )


def _may_create(context: Context, owner_org: object) -> AuthResult:
    if not owner_org:
        return {"success": False, "msg": tk._("Choose who publishes it.")}
    return authz.is_authorized("package_create", context, {"owner_org": owner_org})
