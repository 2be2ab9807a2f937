"""Actions on mails that wait or were given up."""

from __future__ import annotations

from typing import TypedDict

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import mail as schema
from ckanext.territory.mails import sending
from ckanext.territory.model.mail import Mail

__all__ = ["territory_mail_list", "territory_mail_retry", "territory_mail_run"]


class MailDict(TypedDict):
    """A mail without its texts and addresses; dates are ISO 8601."""

    id: str
    kind: str
    state: str
    attempts: int
    error: str
    next_at: str


class Retried(TypedDict):
    """How many mails are tried again."""

    count: int


@tk.side_effect_free
@tk.validate_action_data(schema.mail_list)
def territory_mail_list(context: Context, data_dict: DataDict) -> list[MailDict]:
    """Return the mails that wait or were given up, the oldest first. Sysadmins.

    :returns: dicts with ``id``, ``kind``, ``state`` (pending, dead), ``attempts``,
        ``error`` and ``next_at``
    """
    tk.check_access("territory_mail_list", context, data_dict)
    rows = model.Session.scalars(
        sa.select(Mail).where(Mail.state != "sent").order_by(Mail.created_at)
    )
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "state": row.state,
            "attempts": row.attempts,
            "error": row.error,
            "next_at": row.next_at.isoformat(),
        }
        for row in rows
    ]


@tk.validate_action_data(schema.mail_retry)
def territory_mail_retry(context: Context, data_dict: DataDict) -> Retried:
    """Let mails that were given up be tried again. Sysadmins.

    :param id: id of the mail; all of them if empty

    :returns: ``count``
    """
    tk.check_access("territory_mail_retry", context, data_dict)
    count = sending.retry(data_dict.get("id"))
    if data_dict.get("id") and not count:
        raise tk.ObjectNotFound(tk._("There is no mail of this id that was given up."))
    sending.soon()
    return {"count": count}


@tk.validate_action_data(schema.mail_run)
def territory_mail_run(context: Context, data_dict: DataDict) -> list[MailDict]:
    """Send what is due now, in this process. Sysadmins.

    :returns: what still waits, as ``territory_mail_list``
    """
    tk.check_access("territory_mail_run", context, data_dict)
    sending.work("all")
    return tk.get_action("territory_mail_list")(tk.fresh_context(context), {})
