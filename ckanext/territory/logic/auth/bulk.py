"""Who may create a list of datasets, and see how far it is."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.start import (
    territory_permission_own_start,
    territory_start_create,
)

__all__ = [
    "territory_bulk_cancel",
    "territory_bulk_create",
    "territory_bulk_delete",
    "territory_bulk_run",
    "territory_bulk_show",
]


def territory_bulk_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may create datasets in the organization."""
    return territory_start_create(context, data_dict)


@tk.auth_sysadmins_check
def territory_bulk_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file."""
    return territory_permission_own_start(context, data_dict)


@tk.auth_sysadmins_check
def territory_bulk_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file; creating each dataset has its own check."""
    return territory_permission_own_start(context, data_dict)


@tk.auth_sysadmins_check
def territory_bulk_cancel(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file."""
    return territory_permission_own_start(context, data_dict)


@tk.auth_sysadmins_check
def territory_bulk_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who sent the file."""
    return territory_permission_own_start(context, data_dict)
