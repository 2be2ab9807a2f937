"""Who may hand over."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.absence import territory_permission_be_referent

__all__ = [
    "territory_handover_create",
    "territory_handover_preview",
    "territory_handover_undo",
]


def territory_handover_preview(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow the account of the referent, and who may edit the directory."""
    return territory_permission_be_referent(context, data_dict)


def territory_handover_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow the account of the referent, and who may edit the directory."""
    return territory_permission_be_referent(context, data_dict)


def territory_handover_undo(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow the account of the referent, and who may edit the directory."""
    return territory_permission_be_referent(context, data_dict)
