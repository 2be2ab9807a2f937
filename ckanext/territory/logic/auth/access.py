"""Who may say who is an agent."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_agent_list", "territory_agent_update"]


def territory_agent_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Nobody but sysadmins, who are never asked: the flag opens internal datasets."""
    return {"success": False}


def territory_agent_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Nobody but sysadmins: the list names persons."""
    return {"success": False}
