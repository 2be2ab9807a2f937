"""Who may publish and read budgets."""

from __future__ import annotations

from ckan import authz
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_budget_publish", "territory_budget_show"]


def territory_budget_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may create datasets in the organization."""
    return authz.is_authorized(
        "package_create",
        context,
        {"owner_org": data_dict.get("owner_org"), "type": "budget"},
    )


@tk.auth_allow_anonymous_access
def territory_budget_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may read the dataset."""
    return authz.is_authorized("package_show", context, {"id": data_dict["id"]})
