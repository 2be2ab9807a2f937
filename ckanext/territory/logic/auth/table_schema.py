"""Who may read and load table schemas."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = [
    "territory_table_schema_delete",
    "territory_table_schema_import",
    "territory_table_schema_list",
    "territory_table_schema_show",
]


def territory_table_schema_import(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow administrators of the portal only."""
    return {
        "success": False,
        "msg": tk._("Only an administrator of the portal loads table schemas."),
    }


def territory_table_schema_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow administrators of the portal only."""
    return {
        "success": False,
        "msg": tk._("Only an administrator of the portal removes table schemas."),
    }


@tk.auth_allow_anonymous_access
def territory_table_schema_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: schemas are made to be shared."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_table_schema_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: schemas are made to be shared."""
    return {"success": True}
