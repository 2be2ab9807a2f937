"""Who may ask, follow and answer questions."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.questions.thread import by_id, may_handle
from ckanext.territory.referents.faces import sees_internal_face

__all__ = [
    "territory_permission_handle_question",
    "territory_question_answer",
    "territory_question_block",
    "territory_question_challenge",
    "territory_question_close",
    "territory_question_confirm",
    "territory_question_create",
    "territory_question_follow",
    "territory_question_list",
    "territory_question_note",
    "territory_question_redirect",
    "territory_question_reply",
    "territory_question_show",
    "territory_question_stats",
    "territory_question_withdraw",
]


def territory_permission_handle_question(
    context: Context, data_dict: DataDict
) -> AuthResult:
    """Allow who answers for the question of this id; else it is not found."""
    question = by_id(data_dict.get("id") or "")
    if may_handle(context, question):
        return {"success": True}
    raise tk.ObjectNotFound(tk._("There is no such question."))


@tk.auth_allow_anonymous_access
def territory_question_challenge(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_question_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody; limits hold off floods."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_question_confirm(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: the secret of the link is the right."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_question_follow(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: the secret of the link is the right."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_question_reply(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: the secret of the link is the right."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def territory_question_withdraw(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow everybody: the secret of the link is the right."""
    return {"success": True}


def territory_question_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow agents; the action lists what they answer for."""
    if sees_internal_face(context):
        return {"success": True}
    return {"success": False, "msg": tk._("Only agents answer questions.")}


def territory_question_stats(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow agents."""
    return territory_question_list(context, data_dict)


def territory_question_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who answers for it."""
    return territory_permission_handle_question(context, data_dict)


def territory_question_answer(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who answers for it."""
    return territory_permission_handle_question(context, data_dict)


def territory_question_note(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who answers for it."""
    return territory_permission_handle_question(context, data_dict)


def territory_question_redirect(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who answers for it."""
    return territory_permission_handle_question(context, data_dict)


def territory_question_close(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who answers for it."""
    return territory_permission_handle_question(context, data_dict)


def territory_question_block(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who answers for it."""
    return territory_permission_handle_question(context, data_dict)
