"""Who may read and edit the services of the authority."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.referent import territory_permission_edit_referents

__all__ = [
    "territory_service_close",
    "territory_service_create",
    "territory_service_list",
    "territory_service_patch",
    "territory_service_show",
]


@tk.auth_allow_anonymous_access
def territory_service_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: an organisation chart is public."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_service_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: an organisation chart is public."""
    return {"success": True}


def territory_service_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_service_patch(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_service_close(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)
