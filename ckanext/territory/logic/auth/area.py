"""Who may look places up, and load their contours."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = [
    "territory_area_search",
    "territory_area_show",
    "territory_contour_import",
    "territory_contour_list",
]


@tk.auth_allow_anonymous_access
def territory_area_search(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: places are public."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_area_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: places are public."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_contour_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: places are public."""
    return {"success": True}


def territory_contour_import(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow administrators of the portal only."""
    return {
        "success": False,
        "msg": tk._("Only an administrator of the portal loads contours."),
    }
