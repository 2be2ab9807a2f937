"""Who may read the figures of a dataset."""

from __future__ import annotations

from ckan import authz
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_figures_show"]


@tk.auth_allow_anonymous_access
def territory_figures_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may read the dataset."""
    return authz.is_authorized("package_show", context, {"id": data_dict["id"]})
