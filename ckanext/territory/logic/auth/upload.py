"""Who may see what the portal learnt of uploaded files."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_upload_list", "territory_upload_run"]


def territory_upload_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the dataset."""
    try:
        tk.check_access(
            "package_update", tk.fresh_context(context), {"id": data_dict["id"]}
        )
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return {"success": False}
    return {"success": True}


def territory_upload_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the dataset; all of them at once are for sysadmins."""
    if not data_dict.get("id"):
        return {"success": False, "msg": tk._("Only administrators may do this.")}
    return territory_upload_list(context, data_dict)
