"""Who may examine the portal."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_doctor_run", "territory_index_field_create"]


def territory_doctor_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Let nobody but sysadmins, who are never asked, read how the portal is set up."""
    return {"success": False}


def territory_index_field_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Let nobody but sysadmins, who are never asked, change the search server."""
    return {"success": False}
