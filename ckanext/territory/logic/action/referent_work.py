"""Actions on what a referent has to do: the page of one's own, and its calendar."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict, cast

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.access import caller
from ckanext.territory.domain.quality import assess, next_update
from ckanext.territory.logic.schema import referent_work as schema
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.questions.keys import token_hash
from ckanext.territory.questions.letters import address
from ckanext.territory.referents.exports import DueUpdate
from ckanext.territory.referents.faces import InternalFace, PublicFace, face
from ckanext.territory.referents.lookup import get_active

__all__ = [
    "territory_calendar_create",
    "territory_calendar_delete",
    "territory_calendar_show",
    "territory_referent_work",
]

log = logging.getLogger(__name__)

_POINTS = 3
_EVENTS = 500


class Missing(TypedDict):
    """A point that a dataset lacks: its code, and what it brings, from 0 to 1."""

    code: str
    gain: float


class Held(TypedDict):
    """A dataset of a referent, its quality from 0 to 1 and when an update is due."""

    id: str
    name: str
    title: str
    type: str
    score: float
    missing: list[Missing]
    due_on: str | None


class Work(TypedDict):
    """What is the caller's own."""

    referents: list[PublicFace | InternalFace]
    calendars: list[str]
    count: int
    datasets: list[Held]


class Calendar(TypedDict):
    """The address of a calendar, shown once."""

    address: str


class Ended(TypedDict):
    """The referent whose calendar ended."""

    referent_id: str


class Feed(TypedDict):
    """The updates due of a referent."""

    function: str
    updates: list[DueUpdate]


@tk.side_effect_free
@tk.validate_action_data(schema.referent_work)
def territory_referent_work(context: Context, data_dict: DataDict) -> Work:
    """Return what the caller holds as a referent. Agents.

    :param limit: how many datasets at most (20)
    :param offset: how many datasets to pass over (0)

    :returns: ``referents`` (those of the caller's account), ``calendars`` (the ids of
        those that have one), ``count`` of datasets and ``datasets`` (``id``, ``name``,
        ``title``, ``type``, ``score``, the three most useful ``missing`` points with
        ``code`` and ``gain``, ``due_on``), those longest unchanged first
    """
    tk.check_access("territory_referent_work", context, data_dict)
    user = caller(context)
    rows = _own(user.id) if user else []
    found = _datasets(
        context, [row.id for row in rows], data_dict["limit"], data_dict["offset"]
    )
    return {
        "referents": [face(context, row) for row in rows],
        "calendars": [row.id for row in rows if row.calendar_hash],
        "count": found["count"],
        "datasets": [_held(dataset) for dataset in found["results"]],
    }


@tk.validate_action_data(schema.calendar_create)
def territory_calendar_create(context: Context, data_dict: DataDict) -> Calendar:
    """Make the secret address of a referent's calendar; one before it ends.

    Their own account, and editors of the directory.

    :param referent_id: id of the referent

    :returns: ``address`` of an iCalendar feed, not to be had a second time
    """
    tk.check_access("territory_calendar_create", context, data_dict)
    row = get_active(data_dict["referent_id"])
    token = secrets.token_urlsafe(32)
    row.calendar_hash = token_hash(token)
    model.Session.commit()
    log.info("calendar of referent %s made", row.id)
    return {"address": address(f"/annuaire/calendrier/{token}.ics")}


@tk.validate_action_data(schema.calendar_delete)
def territory_calendar_delete(context: Context, data_dict: DataDict) -> Ended:
    """End the address of a referent's calendar.

    Their own account, and editors of the directory.

    :param referent_id: id of the referent

    :returns: ``referent_id``
    """
    tk.check_access("territory_calendar_delete", context, data_dict)
    row = get_active(data_dict["referent_id"])
    row.calendar_hash = None
    model.Session.commit()
    return {"referent_id": row.id}


@tk.side_effect_free
@tk.validate_action_data(schema.calendar_show)
def territory_calendar_show(context: Context, data_dict: DataDict) -> Feed:
    """Return the updates due of the referent whose calendar has a secret address.

    Of the datasets that the account of the referent may read; without an account,
    those that everybody may read.

    :param token: the secret of the address

    :returns: ``function`` and ``updates`` (``id``, ``title``, ``url``, ``due_on``)
    """
    tk.check_access("territory_calendar_show", context, data_dict)
    row: Referent | None = model.Session.scalars(
        sa.select(Referent).where(
            Referent.calendar_hash == token_hash(data_dict["token"]),
            Referent.state == ACTIVE,
        )
    ).first()
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such calendar."))
    found = _datasets(_as_account(row.user_id), [row.id], _EVENTS, 0)
    return {"function": row.function, "updates": list(_due(found["results"]))}


def _own(user_id: str) -> Sequence[Referent]:
    rows = model.Session.scalars(Referent.active().where(Referent.user_id == user_id))
    return rows.all()


def _datasets(
    context: Context, referent_ids: Sequence[str], limit: int, offset: int
) -> Mapping[str, Any]:
    if not referent_ids:
        return {"count": 0, "results": []}
    ids = " OR ".join(f'"{one}"' for one in referent_ids)
    return tk.get_action("package_search")(
        tk.fresh_context(context),
        {
            "fq": f"referent_id:({ids})",
            "rows": limit,
            "start": offset,
            "sort": "metadata_modified asc",
            "include_private": True,
        },
    )


def _held(dataset: Mapping[str, Any]) -> Held:
    quality = assess(dataset, dt.datetime.now(dt.timezone.utc).date())
    due = next_update(dataset)
    return {
        "id": dataset["id"],
        "name": dataset["name"],
        "title": dataset["title"] or dataset["name"],
        "type": dataset["type"],
        "score": quality.score,
        "missing": [
            {"code": point.code, "gain": round(point.gain, 4)}
            for point in quality.missing[:_POINTS]
        ],
        "due_on": due.isoformat() if due else None,
    }


def _due(datasets: Iterable[Mapping[str, Any]]) -> Iterable[DueUpdate]:
    for dataset in datasets:
        due = next_update(dataset)
        if due is not None:
            yield {
                "id": dataset["id"],
                "title": dataset["title"] or dataset["name"],
                "url": address(f"/dataset/{dataset['name']}"),
                "due_on": due.isoformat(),
            }


def _as_account(user_id: str | None) -> Context:
    """Return the context of an account, or of nobody when it is closed."""
    user = model.User.get(user_id) if user_id else None
    if user is None or user.state != model.State.ACTIVE:
        return {"user": "", "auth_user_obj": None}
    return cast("Context", {"user": user.name, "auth_user_obj": user})
