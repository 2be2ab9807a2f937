"""Who may bring the directory in and out as a table."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.referent import territory_permission_edit_referents
from ckanext.territory.referents.faces import sees_internal_face

__all__ = ["territory_referent_export", "territory_referent_import"]


def territory_referent_import(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory and sees both faces."""
    if not sees_internal_face(context):
        return {"success": False, "msg": tk._("Only agents see names and mails.")}
    return territory_permission_edit_referents(context, data_dict)


def territory_referent_export(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow agents: names, mails and telephone numbers are in it."""
    if sees_internal_face(context):
        return {"success": True}
    return {"success": False, "msg": tk._("Only agents see names and mails.")}
