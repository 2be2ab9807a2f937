"""Who may read, propose and publish answers."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.logic.auth.question import territory_permission_handle_question
from ckanext.territory.logic.auth.referent import territory_permission_edit_referents

__all__ = [
    "territory_answer_create",
    "territory_answer_decide",
    "territory_answer_list",
    "territory_answer_review",
]


@tk.auth_allow_anonymous_access
def territory_answer_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody; the action leaves out what the caller may not read."""
    return {"success": True}


def territory_answer_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who answers for the question."""
    return territory_permission_handle_question(context, data_dict)


def territory_answer_review(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)


def territory_answer_decide(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may edit the directory."""
    return territory_permission_edit_referents(context, data_dict)
