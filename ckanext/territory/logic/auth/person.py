"""Who may erase a person."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_person_erase"]


def territory_person_erase(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow sysadmins, who are never asked."""
    return {"success": False, "msg": tk._("Only sysadmins erase a person.")}
