"""Chained auth: accounts are shown to themselves and to those who manage them."""

from __future__ import annotations

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import AuthFunction, AuthResult, Context, DataDict


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def user_list(
    next_auth: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """List accounts for sysadmins and for administrators of an organization."""
    if not _manages_members(context):
        return {"success": False, "msg": tk._("The list of accounts is not public.")}
    return next_auth(context, data_dict or {})


user_autocomplete = user_list


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def user_show(
    next_auth: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Show an account to its user and to administrators of the user's organization."""
    reader, target = context.get("user"), _target(context, data_dict or {})
    if target is not None and not _manages(reader, target):
        return {"success": False, "msg": tk._("This account is not public.")}
    return next_auth(context, data_dict or {})


def _manages_members(context: Context) -> bool:
    user = context.get("user")
    return bool(user) and authz.has_user_permission_for_some_org(user, "membership")


def _target(context: Context, data_dict: DataDict) -> model.User | None:
    identifier = data_dict.get("id")
    return model.User.get(identifier) if identifier else context.get("user_obj")


def _manages(reader: str | None, target: model.User) -> bool:
    if not reader:
        return False
    if reader in (target.name, target.id):
        return True
    groups = model.Session.query(model.Member.group_id).filter(
        model.Member.table_name == "user",
        model.Member.table_id == target.id,
        model.Member.state == model.State.ACTIVE,
    )
    return any(
        authz.has_user_permission_for_group_or_org(row.group_id, reader, "membership")
        for row in groups
    )
