"""Who may manage partner catalogues: sysadmins and admins of the organization."""

from __future__ import annotations

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.model.source import PartnerSource

__all__ = [
    "territory_source_create",
    "territory_source_delete",
    "territory_source_list",
    "territory_source_preview",
    "territory_source_show",
    "territory_source_themes",
    "territory_source_update",
]


def permission_source(context: Context, owner_org: str | None) -> AuthResult:
    """Allow admins of an organization; without one, of any."""
    user = context.get("user") or ""
    if owner_org is None:
        allowed = authz.has_user_permission_for_some_org(user, "admin")
    else:
        allowed = authz.has_user_permission_for_group_or_org(owner_org, user, "admin")
    if allowed:
        return {"success": True}
    return {
        "success": False,
        "msg": tk._("Only administrators of the organization manage its partners."),
    }


def _of_source(context: Context, source_id: object) -> AuthResult:
    source = model.Session.get(PartnerSource, str(source_id or ""))
    return permission_source(context, source.owner_org if source else "")


def territory_source_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow admins of the organization that receives the datasets."""
    return permission_source(context, str(data_dict.get("owner_org") or ""))


def territory_source_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow admins of any organization; each sees those of its own."""
    return permission_source(context, None)


def territory_source_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow admins of the organization of the source."""
    return _of_source(context, data_dict.get("id"))


def territory_source_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow admins of the organization of the source."""
    return _of_source(context, data_dict.get("id"))


def territory_source_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow admins of the organization of the source."""
    return _of_source(context, data_dict.get("id"))


def territory_source_themes(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow admins of the organization of the source."""
    return _of_source(context, data_dict.get("id"))


def territory_source_preview(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow admins of the organization of the source."""
    return _of_source(context, data_dict.get("id"))
