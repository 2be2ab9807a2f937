"""Who may keep, resume and compare what is typed in a form."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.forms.copies import is_new

__all__ = [
    "territory_form_conflict_list",
    "territory_form_copy_delete",
    "territory_form_copy_save",
    "territory_form_copy_show",
    "territory_form_draft_list",
    "territory_form_save",
]


def _may(name: str, context: Context, data_dict: DataDict) -> AuthResult:
    try:
        tk.check_access(name, tk.fresh_context(context), data_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return {"success": False}
    return {"success": True}


def territory_form_copy_save(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the dataset, or create one when there is none yet."""
    if is_new(data_dict["id"]):
        return _may("package_create", context, {})
    return _may("package_update", context, {"id": data_dict["id"]})


def territory_form_copy_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may keep a copy, of their own only."""
    return territory_form_copy_save(context, data_dict)


def territory_form_copy_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may keep a copy, of their own only."""
    return territory_form_copy_save(context, data_dict)


def territory_form_draft_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Who is logged in: the list holds one's own drafts."""
    return {"success": bool(context.get("user"))}


def territory_form_conflict_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the dataset."""
    return _may("package_update", context, {"id": data_dict["id"]})


def territory_form_save(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the dataset, or create one when there is none yet."""
    return territory_form_copy_save(context, data_dict)
