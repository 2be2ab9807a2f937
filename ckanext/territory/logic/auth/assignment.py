"""Who may see and name the referents of a role."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.referent import territory_permission_edit_referents

__all__ = [
    "territory_assignment_create",
    "territory_assignment_delete",
    "territory_assignment_list",
]


@tk.auth_allow_anonymous_access
def territory_assignment_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may see the thing."""
    key = data_dict["object_id"].partition("/")[0]
    if data_dict["kind"] in {"dataset", "indicator"}:
        return _as("package_show", context, key)
    if data_dict["kind"] == "source":
        return _as("territory_source_show", context, key)
    return {"success": True}


def territory_assignment_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may change the thing; for a theme, who may edit the directory."""
    key = data_dict["object_id"].partition("/")[0]
    if data_dict["kind"] in {"dataset", "indicator"}:
        return _as("package_update", context, key)
    if data_dict["kind"] == "source":
        return _as("territory_source_update", context, key)
    return territory_permission_edit_referents(context, data_dict)


def territory_assignment_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may name one."""
    return territory_assignment_create(context, data_dict)


def _as(name: str, context: Context, key: str) -> AuthResult:
    try:
        tk.check_access(name, tk.fresh_context(context), {"id": key})
    except tk.NotAuthorized as error:
        return {"success": False, "msg": str(error)}
    return {"success": True}
