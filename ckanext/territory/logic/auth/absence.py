"""Who may see and say when a referent is away."""

from __future__ import annotations

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.referent import territory_permission_edit_referents
from ckanext.territory.model.referent import Referent
from ckanext.territory.referents.faces import sees_internal_face

__all__ = [
    "territory_absence_create",
    "territory_absence_delete",
    "territory_absence_list",
    "territory_permission_be_referent",
]


def territory_permission_be_referent(
    context: Context, data_dict: DataDict
) -> AuthResult:
    """Allow the account of the referent, and who may edit the directory."""
    user = model.User.get(context.get("user") or "")
    referent = model.Session.get(Referent, data_dict.get("referent_id") or "")
    if user and referent and referent.user_id == user.id:
        return {"success": True}
    return territory_permission_edit_referents(context, data_dict)


def territory_absence_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow the account of the referent, and who may edit the directory."""
    return territory_permission_be_referent(context, data_dict)


def territory_absence_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow the account of the referent, and who may edit the directory."""
    return territory_permission_be_referent(context, data_dict)


def territory_absence_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow agents: when somebody is away is for colleagues."""
    if sees_internal_face(context):
        return {"success": True}
    return {"success": False, "msg": tk._("Only agents see absences.")}
