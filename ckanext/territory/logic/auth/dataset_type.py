"""Who may read the schemas of the dataset types."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_schema_list", "territory_schema_show"]


@tk.auth_allow_anonymous_access
def territory_schema_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Let everybody read which types there are."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_schema_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Let everybody read the fields of a type."""
    return {"success": True}
