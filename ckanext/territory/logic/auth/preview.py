"""Who may see what is in a file."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.validation import (
    territory_validation_list,
    territory_validation_show,
)

__all__ = ["territory_preview_list", "territory_preview_shapes"]


@tk.auth_allow_anonymous_access
def territory_preview_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may read the dataset."""
    return territory_validation_list(context, data_dict)


@tk.auth_allow_anonymous_access
def territory_preview_shapes(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may read the file."""
    return territory_validation_show(context, data_dict)
