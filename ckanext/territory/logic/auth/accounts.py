"""Who may manage charts of accounts."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_accounts_import", "territory_accounts_list"]


def territory_accounts_import(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow administrators of the portal only."""
    return {
        "success": False,
        "msg": tk._("Only an administrator of the portal imports charts of accounts."),
    }


@tk.auth_allow_anonymous_access
def territory_accounts_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: charts of accounts are public documents of the State."""
    return {"success": True}
