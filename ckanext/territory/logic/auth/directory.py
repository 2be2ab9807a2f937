"""Who may browse the directory."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_directory_show"]


@tk.auth_allow_anonymous_access
def territory_directory_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody; the action leaves out whom the caller may not see."""
    return {"success": True}
