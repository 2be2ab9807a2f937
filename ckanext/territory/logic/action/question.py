"""Actions of whoever asks: the form, the confirmation, the private link."""

from __future__ import annotations

import logging
import time
from typing import Any, TypedDict

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import config
from ckanext.territory.access import caller, is_agent
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.question import (
    check_challenge,
    check_limits,
    check_text,
    is_solved,
    make,
)
from ckanext.territory.domain.question.challenge import BITS
from ckanext.territory.logic.schema import question as schema
from ckanext.territory.mails import sending
from ckanext.territory.messages import describe_error
from ckanext.territory.questions import asking, counting, keys, thread, work
from ckanext.territory.questions.about import resolve
from ckanext.territory.questions.thread import QuestionDict

__all__ = [
    "territory_question_challenge",
    "territory_question_confirm",
    "territory_question_create",
    "territory_question_follow",
    "territory_question_reply",
    "territory_question_withdraw",
]

log = logging.getLogger(__name__)


class Challenge(TypedDict):
    """A signed time, and the zero bits that the work on it begins with."""

    challenge: str
    bits: int


class Asked(TypedDict):
    """A question that was taken; ``token`` is the secret of the private link."""

    reference: str
    status: str
    token: str


@tk.side_effect_free
@tk.validate_action_data(schema.question_challenge)
def territory_question_challenge(context: Context, data_dict: DataDict) -> Challenge:
    """Return what a question is sent with. Anyone may call it.

    :returns: ``challenge``, valid from 3 seconds to 2 hours, and ``bits``. A ``nonce``
        of digits proves work when the SHA-256 of challenge, content and nonce, one
        below the other, begins with so many zero bits; the content is ``email`` and
        ``body``, one below the other
    """
    tk.check_access("territory_question_challenge", context, data_dict)
    return {"challenge": make(config.secret_key(), time.time()), "bits": BITS}


@tk.validate_action_data(schema.question_create)
def territory_question_create(context: Context, data_dict: DataDict) -> Asked:
    """Send a question to the authority. Anyone may call it.

    It goes to the referent of what it is about, else to the service, else to the front
    desk. Without ``nonce`` and without an account it waits for a confirmation by mail.

    :param subject: one line
    :param body: the question, 5,000 characters and two web addresses at most
    :param name: of the asker (optional)
    :param email: of the asker; agents' own account stands for it
    :param challenge: from ``territory_question_challenge``; agents need none
    :param nonce: the proof of work (optional)
    :param dataset_id: the dataset that it is about (optional)
    :param theme: code of the theme (optional)
    :param referent_id: id of the person asked (optional)
    :param service_id: id of the service asked (optional)
    :param indicator_id: id of the indicator of the dataset (optional)

    :returns: ``reference``, ``status`` (received, or unconfirmed until the link in the
        mail is followed) and ``token``, the secret of the private link
        (empty while unconfirmed)
    """
    tk.check_access("territory_question_create", context, data_dict)
    user = caller(context)
    agent = user if is_agent(user) else None
    data = _given(context, data_dict, agent)
    _accept(data, is_known=agent is not None)
    proved = agent is not None or _is_proved(data)
    row = asking.ask(data, user.id if user else None, is_proved=proved)
    answer: Asked = {
        "reference": row.reference,
        "status": "unconfirmed" if row.status == "unconfirmed" else "received",
        "token": "" if row.status == "unconfirmed" else keys.token(row.id),
    }
    model.Session.commit()
    sending.soon()
    log.info("question %s saved", row.id)
    return answer


@tk.validate_action_data(schema.question_confirm)
def territory_question_confirm(context: Context, data_dict: DataDict) -> QuestionDict:
    """Send a question that waited for its confirmation. Anyone who has the link.

    :param token: the secret of the private link

    :returns: as ``territory_question_follow``
    """
    tk.check_access("territory_question_confirm", context, data_dict)
    row = thread.by_token(data_dict["token"])
    asking.confirm(row)
    return _done(row)


@tk.side_effect_free
@tk.validate_action_data(schema.question_follow)
def territory_question_follow(context: Context, data_dict: DataDict) -> QuestionDict:
    """Return a question and its thread to its asker. Anyone who has the link.

    :param token: the secret of the private link

    :returns: ``id``, ``reference``, ``status``, ``subject``, ``service``, ``about``,
        ``dataset_id``, ``due_on``, ``created_at``, ``answered_at`` and ``events``
        (``kind``, ``author``, ``body``, ``details``, ``created_at``)
    """
    tk.check_access("territory_question_follow", context, data_dict)
    return thread.as_dict(thread.by_token(data_dict["token"]), is_asker=True)


@tk.validate_action_data(schema.question_reply)
def territory_question_reply(context: Context, data_dict: DataDict) -> QuestionDict:
    """Write again about one's question. Anyone who has the link.

    :param token: the secret of the private link
    :param body: 5,000 characters and two web addresses at most

    :returns: as ``territory_question_follow``
    """
    tk.check_access("territory_question_reply", context, data_dict)
    row = thread.by_token(data_dict["token"])
    try:
        check_text(data_dict["body"])
        counting.check_replies(row)
    except TerritoryError as error:
        model.Session.rollback()
        raise _refusal(error) from error
    work.reply(row, data_dict["body"])
    return _done(row)


@tk.validate_action_data(schema.question_withdraw)
def territory_question_withdraw(context: Context, data_dict: DataDict) -> QuestionDict:
    """Close one's question: it is settled. Anyone who has the link.

    :param token: the secret of the private link

    :returns: as ``territory_question_follow``
    """
    tk.check_access("territory_question_withdraw", context, data_dict)
    row = thread.by_token(data_dict["token"])
    work.close(row, "asker", None)
    return _done(row)


def _given(
    context: Context, data_dict: DataDict, agent: model.User | None
) -> dict[str, Any]:
    """Return what was written, with what it is about; agents' accounts stand for them.

    Raises tk.ValidationError without an address, tk.ObjectNotFound for what is hidden.
    """
    data: dict[str, Any] = {"name": "", **data_dict, **resolve(context, data_dict)}
    if agent is not None:
        data["email"] = data.get("email") or agent.email or ""
        data["name"] = data["name"] or agent.display_name
    if not data.get("email"):
        message = tk._("Give the address where the answer is to be sent.")
        raise tk.ValidationError({"email": [message]})
    return data


def _accept(data: dict[str, Any], *, is_known: bool) -> None:
    """Refuse what is too long, too fast or too much; raises tk.ValidationError."""
    try:
        check_text(data["body"])
        if not is_known:
            challenge = data.get("challenge") or ""
            check_challenge(config.secret_key(), challenge, time.time())
        check_limits(counting.counts(data["email"], data["dataset_id"]))
    except TerritoryError as error:
        model.Session.rollback()
        raise _refusal(error) from error


def _done(row: Any) -> QuestionDict:  # noqa: ANN401 - mapped at run time
    model.Session.commit()
    sending.soon()
    return thread.as_dict(row, is_asker=True)


def _is_proved(data: DataDict) -> bool:
    content = f"{data['email']}\n{data['body']}"
    return is_solved(data.get("challenge") or "", content, data.get("nonce") or "")


def _refusal(error: TerritoryError) -> tk.ValidationError:
    fields = {
        "question.limit": "limit",
        "question.links": "body",
        "question.too_long": "body",
    }
    field = fields.get(error.code, "challenge")
    return tk.ValidationError({field: [describe_error(error)]})
