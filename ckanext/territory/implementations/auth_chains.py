"""Actions and auth functions given to CKAN: our own, and those chained to others'."""

from __future__ import annotations

import ckan.plugins as p
from ckan.types import Action, AuthFunction, ChainedAction

from ckanext.territory.logic import action, auth, offered
from ckanext.territory.logic.action import (
    access_bulk,
    access_lists,
    access_parity,
    dataset_saves,
    user_guard,
)
from ckanext.territory.logic.auth import access_users

LISTS = (
    access_bulk.bulk_update_private,
    access_bulk.bulk_update_public,
    access_lists.format_autocomplete,
    access_lists.group_list,
    access_lists.member_list,
    access_lists.organization_list,
    access_lists.package_search,
    access_lists.tag_autocomplete,
    access_lists.tag_list,
    access_lists.tag_search,
    access_lists.tag_show,
    user_guard.user_delete,
)
ACTIVITY_LISTS = (
    "dashboard_activity_list",
    "group_activity_list",
    "organization_activity_list",
    "user_activity_list",
)


def all_actions() -> dict[str, Action | ChainedAction]:
    """Return our actions and the chained ones of the plugins that are loaded."""
    return {**chained_actions(), **offered(action)}


def chained_actions() -> dict[str, ChainedAction]:
    """Return the actions chained to CKAN's and to those of loaded plugins.

    Chaining to an action that nobody registers would stop CKAN.
    """
    chained = {function.__name__: function for function in LISTS}
    for plugin, names in access_parity.READS.items():
        if not plugin or p.plugin_loaded(plugin):
            chained |= {name: access_parity.hide_refusal() for name in names}
    for name, (key, find, reading) in access_parity.TARGETED.items():
        chained[name] = access_parity.hide_target(key, find, reading=reading)
    chained |= {function.__name__: function for function in dataset_saves.SAVES}
    if p.plugin_loaded("activity"):
        chained |= dict.fromkeys(ACTIVITY_LISTS, access_lists.activity_list)
    return chained


def all_auth_functions() -> dict[str, AuthFunction]:
    """Return our auth functions and those chained to CKAN's."""
    names = ("user_autocomplete", "user_list", "user_show")
    return {**{name: getattr(access_users, name) for name in names}, **offered(auth)}
