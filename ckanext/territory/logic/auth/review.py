"""Who may propose, publish and refuse: the finer rule is ``domain.review``."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.internal import territory_permission_change_dataset

__all__ = [
    "territory_dataset_publish",
    "territory_review_create",
    "territory_review_decide",
    "territory_review_list",
    "territory_review_show",
    "territory_review_withdraw",
]


def territory_review_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may change the dataset."""
    return territory_permission_change_dataset(context, data_dict)


def territory_review_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may change the dataset."""
    return territory_permission_change_dataset(context, data_dict)


def territory_review_decide(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may change the dataset."""
    return territory_permission_change_dataset(context, data_dict)


def territory_review_withdraw(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may change the dataset."""
    return territory_permission_change_dataset(context, data_dict)


def territory_dataset_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may change the dataset."""
    return territory_permission_change_dataset(context, data_dict)


def territory_review_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who is logged in: each sees what concerns them."""
    return {"success": bool(context.get("user"))}
