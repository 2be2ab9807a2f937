"""Who may see and change the assignment rules, and the datasets without a referent."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.referent import territory_permission_edit_referents
from ckanext.territory.referents.faces import sees_internal_face

__all__ = [
    "territory_orphan_list",
    "territory_rule_apply",
    "territory_rule_create",
    "territory_rule_delete",
    "territory_rule_list",
    "territory_rule_move",
    "territory_rule_preview",
    "territory_rule_update",
]


def territory_rule_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_rule_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_rule_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_rule_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_rule_move(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_rule_preview(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_rule_apply(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_orphan_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow agents."""
    if sees_internal_face(context):
        return {"success": True}
    return {"success": False, "msg": tk._("Only agents see what lacks a referent.")}
