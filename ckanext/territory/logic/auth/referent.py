"""Who may read and edit the directory of referents."""

from __future__ import annotations

from ckan import authz
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = [
    "territory_referent_create",
    "territory_referent_delete",
    "territory_referent_list",
    "territory_referent_patch",
    "territory_referent_search",
    "territory_referent_show",
    "territory_referent_update",
    "territory_theme_list",
]


def territory_permission_edit_referents(
    context: Context, data_dict: DataDict
) -> AuthResult:
    """Allow administrators of an organization, and sysadmins, who are never asked."""
    user = context.get("user")
    if user and authz.has_user_permission_for_some_org(user, "admin"):
        return {"success": True}
    return {
        "success": False,
        "msg": tk._("Only administrators of an organization edit the directory."),
    }


def territory_referent_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_referent_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_referent_patch(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_referent_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


@tk.auth_allow_anonymous_access
def territory_referent_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody; the action shows the face that the caller may see, or none."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_referent_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody; the action leaves out whom the caller may not see."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_referent_search(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody; the action leaves out whom the caller may not see."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_theme_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody."""
    return {"success": True}
