"""Who has a page of their own, and a calendar."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.absence import territory_permission_be_referent
from ckanext.territory.referents.faces import sees_internal_face

__all__ = [
    "territory_calendar_create",
    "territory_calendar_delete",
    "territory_calendar_show",
    "territory_referent_work",
]


def territory_referent_work(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow agents; each sees what is their own."""
    if sees_internal_face(context):
        return {"success": True}
    return {"success": False, "msg": tk._("This page is for agents.")}


def territory_calendar_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow the account of the referent, and who may edit the directory."""
    return territory_permission_be_referent(context, data_dict)


def territory_calendar_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow the account of the referent, and who may edit the directory."""
    return territory_permission_be_referent(context, data_dict)


@tk.auth_allow_anonymous_access
def territory_calendar_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody who knows the secret address."""
    return {"success": True}
