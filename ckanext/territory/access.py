"""Who is an agent, and what a caller may read: the CKAN side of ``domain.access``."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ckan import authz, model
from ckan.lib.plugins import get_permission_labels  # no toolkit name for it
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.model import Referent

__all__ = ["is_agent", "may_read", "readable_ids", "set_agent"]

EXTRAS_KEY = "territory"
FLAG = "agent"


def is_agent(user: object) -> bool:
    """Tell whether a user is an agent of the authority.

    Takes a ``model.User``, ``current_user`` or None. Sysadmins are agents; somebody
    who is merely logged in is not, nor is a deactivated account.
    """
    if not getattr(user, "is_authenticated", False):
        return False
    if getattr(user, "state", None) != model.State.ACTIVE:
        return False
    return bool(getattr(user, "sysadmin", False)) or _has_flag(user)


def allows(context: Context, action: str, identifier: str) -> bool:
    """Tell whether the caller may do an action to what has this id."""
    try:
        tk.check_access(action, tk.fresh_context(context), {"id": identifier})
    except tk.NotAuthorized:
        return False
    return True


def _has_flag(user: object) -> bool:
    extras = getattr(user, "plugin_extras", None) or {}
    own = extras.get(EXTRAS_KEY)
    return isinstance(own, dict) and own.get(FLAG) is True


def set_agent(user: model.User, flag: bool) -> None:
    """Set or clear the agent flag of a user; other plugins' extras are kept."""
    extras = dict(user.plugin_extras or {})
    extras[EXTRAS_KEY] = {**(extras.get(EXTRAS_KEY) or {}), FLAG: flag}
    user.plugin_extras = extras


def may_read(context: Context, package: model.Package) -> bool:
    """Tell whether the caller of an action may read a dataset."""
    return bool(_readable(context, [package]))


def readable_ids(context: Context, ids: Iterable[str]) -> set[str]:
    """Return those of the given dataset ids that the caller may read.

    Ids of datasets that do not exist are left out.
    """
    wanted = set(ids)
    if not wanted:
        return set()
    packages = model.Session.query(model.Package).filter(model.Package.id.in_(wanted))
    return _readable(context, packages)


def _readable(context: Context, packages: Iterable[model.Package]) -> set[str]:
    if sees_all(context):
        return {package.id for package in packages}
    labels = get_permission_labels()
    own = set(labels.get_user_dataset_labels(caller(context)))
    return {p.id for p in packages if own.intersection(labels.get_dataset_labels(p))}


def sees_all(context: Context) -> bool:
    """Tell whether no label applies to the caller: sysadmins and internal calls."""
    user = context.get("user")
    return bool(context.get("ignore_auth") or (user and authz.is_sysadmin(user)))


def caller(context: Context) -> model.User | None:
    """Return the account that calls an action, or None for an anonymous reader."""
    user, name = context.get("auth_user_obj"), context.get("user")
    if user is None and name:
        return model.User.get(name)
    return user  # pyright: ignore[reportReturnType] - current_user stands for a User


def referent_user_id(referent_id: str | None) -> str | None:
    """Return the account of an active referent, if there is one."""
    if not referent_id:
        return None
    statement = sa.select(Referent.user_id).where(
        Referent.id == referent_id, Referent.state == "active"
    )
    return model.Session.execute(statement).scalar()
