"""Actions on the agent flag of users."""

from __future__ import annotations

import logging
from typing import TypedDict

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.access import EXTRAS_KEY, FLAG, set_agent
from ckanext.territory.logic.schema import access as schema

__all__ = ["territory_agent_list", "territory_agent_update"]

log = logging.getLogger(__name__)


class Agent(TypedDict):
    """A user and the agent flag."""

    id: str
    name: str
    agent: bool


@tk.validate_action_data(schema.agent_update)
def territory_agent_update(context: Context, data_dict: DataDict) -> Agent:
    """Set or clear the agent flag of a user, in effect at the user's next request.

    Agents read internal datasets and the internal face of referents. Sysadmins only.

    :param id: id or name of the user
    :param agent: whether the user is an agent

    :returns: ``id``, ``name`` and ``agent``
    """
    tk.check_access("territory_agent_update", context, data_dict)
    user = model.User.get(data_dict["id"])
    if user is None or user.state == model.State.DELETED:
        raise tk.ObjectNotFound(tk._("There is no such user."))
    set_agent(user, data_dict["agent"])
    if not context.get("defer_commit"):
        model.repo.commit()
    log.info("agent flag of user %s set to %s", user.id, data_dict["agent"])
    return {"id": user.id, "name": user.name, "agent": data_dict["agent"]}


@tk.side_effect_free
@tk.validate_action_data(schema.agent_list)
def territory_agent_list(context: Context, data_dict: DataDict) -> list[Agent]:
    """Return the users who carry the agent flag, by name. Sysadmins only.

    :returns: dicts with ``id``, ``name`` and ``agent``, which is always true
    """
    tk.check_access("territory_agent_list", context, data_dict)
    flag = model.user_table.c.plugin_extras[EXTRAS_KEY][FLAG]
    users = (
        model.Session.query(model.User)
        .filter(flag.as_boolean(), model.User.state == model.State.ACTIVE)
        .order_by(model.User.name)
    )
    return [{"id": user.id, "name": user.name, "agent": True} for user in users]
