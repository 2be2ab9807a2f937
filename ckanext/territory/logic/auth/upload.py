"""Who may see what the portal learnt of uploaded files."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_upload_list"]


def territory_upload_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the dataset."""
    try:
        tk.check_access(
            "package_update", tk.fresh_context(context), {"id": data_dict["id"]}
        )
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return {"success": False}
    return {"success": True}
