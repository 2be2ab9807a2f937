"""Actions that show and change referents."""

from __future__ import annotations

import logging
from datetime import datetime, timezone
from typing import Any, TypedDict, cast

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import referent as schema
from ckanext.territory.model.absence import Absence
from ckanext.territory.model.referent import ACTIVE, DELETED, Referent
from ckanext.territory.referents import assigning, history
from ckanext.territory.referents.faces import (
    INTERNAL_TEXTS,
    PUBLIC_LISTS,
    PUBLIC_TEXTS,
    InternalFace,
    PublicFace,
    face,
    sees_internal_face,
)
from ckanext.territory.referents.holdings import holdings
from ckanext.territory.referents.lookup import get_active
from ckanext.territory.referents.services import service_of
from ckanext.territory.referents.standing import StandIn, stand_ins
from ckanext.territory.referents.visibility import find_visible

__all__ = [
    "territory_referent_create",
    "territory_referent_delete",
    "territory_referent_patch",
    "territory_referent_show",
    "territory_referent_update",
]

log = logging.getLogger(__name__)

_INTERNAL = (*INTERNAL_TEXTS, "user_id", "public_name_on", "deputy_id")


class Shown(PublicFace):
    """What ``territory_referent_show`` returns; agents see the internal face too."""

    stand_in: StandIn | None
    reason: dict[str, str] | None


class Deleted(TypedDict):
    """The referent that left the directory."""

    id: str


@tk.side_effect_free
@tk.validate_action_data(schema.referent_show)
def territory_referent_show(context: Context, data_dict: DataDict) -> Shown:
    """Return a referent: the public face, to agents and sysadmins the internal one too.

    Anyone may call it; a referent that the caller may not see is not found.

    :param id: id of the referent
    :param dataset_id: dataset through which the caller came (optional)

    :returns: ``id``, ``function``, ``service``, ``service_id``, ``site``, ``hours``,
        ``mailbox``, ``contact_url``, ``languages``, ``territories``, ``public_name``
        (with consent), ``stand_in`` (who answers today when the referent is away, else
        None: ``referent_id`` and ``function`` for agents, ``service``, ``mailbox``,
        ``contact_url``), ``reason`` (for agents, with ``dataset_id``: the conditions of
        the rule that gave it, else None), ``themes``, ``problems``, ``skills``,
        ``dataset_count`` (None); for agents also ``name``, ``email``, ``phone``,
        ``user_id``,
        ``is_public``, ``public_name_on``, ``deputy_id``, ``created_at``,
        ``modified_at``
    """
    tk.check_access("territory_referent_show", context, data_dict)
    row = find_visible(context, data_dict["id"], data_dict.get("dataset_id"))
    away = stand_ins(context, [row])
    dataset_id = data_dict.get("dataset_id")
    return cast(
        "Shown",
        {
            **face(context, row),
            "stand_in": away.get(row.id),
            "reason": assigning.reason(dataset_id, row.id)
            if dataset_id and sees_internal_face(context)
            else None,
        },
    )


@tk.validate_action_data(schema.referent_create)
def territory_referent_create(
    context: Context, data_dict: DataDict
) -> PublicFace | InternalFace:
    """Put a referent into the directory. Administrators of an organization.

    :param function: what the person does ("Chef du service voirie")
    :param service: name of the service ("Voirie"); a new one is added
    :param mailbox: public mailbox of the service (optional)
    :param site: where the person works (optional)
    :param hours: when people may come or call (optional)
    :param contact_url: address of a form (optional)
    :param languages: ISO 639-1 codes of the languages spoken (optional)
    :param territories: codes or names of the places covered, none for all (optional)
    :param themes: theme codes, as a list or one per line (optional)
    :param problems: problems handled, in plain words, likewise (optional)
    :param skills: what the person knows or holds, likewise (optional)
    :param is_public: whether everybody finds the referent, even without a dataset
    :param name: internal (optional)
    :param email: internal (optional)
    :param phone: internal (optional)
    :param user_id: id or name of the CKAN account (optional)
    :param public_name_on: day (YYYY-MM-DD) on which the person agreed that everybody
        sees the name; without it nobody but agents does (optional)
    :param deputy_id: id of the referent who answers during absences (optional)

    :returns: as ``territory_referent_show``
    """
    tk.check_access("territory_referent_create", context, data_dict)
    row = Referent(state=ACTIVE)
    _apply(context, row, data_dict)
    model.Session.add(row)
    return _saved(context, row, {}, "created")


@tk.validate_action_data(schema.referent_update)
def territory_referent_update(
    context: Context, data_dict: DataDict
) -> PublicFace | InternalFace:
    """Replace a referent. Administrators of an organization.

    What is not given becomes empty, but the internal face is kept as it is when the
    caller cannot see it.

    :param id: id of the referent, then as ``territory_referent_create``

    :returns: as ``territory_referent_show``
    """
    tk.check_access("territory_referent_update", context, data_dict)
    row = get_active(data_dict["id"])
    before = history.state(row)
    _apply(context, row, data_dict)
    return _saved(context, row, before, "changed")


@tk.validate_action_data(schema.referent_patch)
def territory_referent_patch(
    context: Context, data_dict: DataDict
) -> PublicFace | InternalFace:
    """Change some fields of a referent. Administrators of an organization.

    :param id: id of the referent, then any of ``territory_referent_create``

    :returns: as ``territory_referent_show``
    """
    tk.check_access("territory_referent_patch", context, data_dict)
    row = get_active(data_dict["id"])
    names = ("function", "is_public", *PUBLIC_TEXTS, *PUBLIC_LISTS, *_INTERNAL)
    merged: dict[str, Any] = {name: getattr(row, name) for name in names}
    merged["service"] = row.service.name
    merged.update(data_dict.get("__extras", {}))
    merged["id"] = row.id
    inner = tk.fresh_context(context)
    inner["defer_commit"] = context.get("defer_commit", False)
    return tk.get_action("territory_referent_update")(inner, merged)


@tk.validate_action_data(schema.referent_delete)
def territory_referent_delete(context: Context, data_dict: DataDict) -> Deleted:
    """Take a referent out of the directory and erase the internal face.

    Refused while the referent is responsible for datasets. Administrators of an
    organization.

    :param id: id of the referent

    :returns: ``id``
    """
    tk.check_access("territory_referent_delete", context, data_dict)
    row = get_active(data_dict["id"])
    held: int = model.Session.execute(Referent.held_by(row.id)).scalar_one()
    if held:
        message = tk.ungettext(
            "This referent is responsible for {count} dataset: give it to somebody "
            "else first.",
            "This referent is responsible for {count} datasets: give them to somebody "
            "else first.",
            held,
        ).format(count=held)
        raise tk.ValidationError({"id": [message], "dataset_count": [str(held)]})
    held_still = holdings(row)
    if held_still.rules or held_still.assignments:
        message = tk._(
            "Rules or parts of datasets name this referent: hand over first. {address}"
        ).format(address=f"/annuaire/{row.id}/passation")
        raise tk.ValidationError({"id": [message]})
    before = history.state(row)
    row.state = DELETED
    for name in INTERNAL_TEXTS:
        setattr(row, name, "")
    row.user_id = None
    row.public_name_on = row.deputy_id = row.calendar_hash = None
    model.Session.execute(sa.delete(Absence).where(Absence.referent_id == row.id))
    model.Session.execute(
        sa.update(Referent).where(Referent.deputy_id == row.id).values(deputy_id=None)
    )
    history.record(row, before, context.get("user"), "deleted")
    _commit(context, row)
    log.info("referent %s deleted", row.id)
    return {"id": row.id}


def _apply(context: Context, row: Referent, data: DataDict) -> None:
    """Write validated values into a row; raises tk.ValidationError on a bad account."""
    for name in ("function", *PUBLIC_TEXTS):
        setattr(row, name, data.get(name, ""))
    row.service = service_of(data["service"])
    for name in PUBLIC_LISTS:
        setattr(row, name, data[name])
    row.is_public = data["is_public"]
    replaces = row.id is None or sees_internal_face(context)
    for name in INTERNAL_TEXTS:
        if replaces or name in data:
            setattr(row, name, data.get(name, ""))
    if replaces or "user_id" in data:
        row.user_id = _user_id(data.get("user_id"))
    if replaces or "public_name_on" in data:
        row.public_name_on = data.get("public_name_on")
    if replaces or "deputy_id" in data:
        row.deputy_id = _deputy_id(row, data.get("deputy_id"))


def _user_id(reference: str | None) -> str | None:
    if not reference:
        return None
    user = model.User.get(reference)
    if user is None or user.state != model.State.ACTIVE:
        raise tk.ValidationError({"user_id": [tk._("There is no such account.")]})
    return user.id


def _deputy_id(row: Referent, deputy_id: str | None) -> str | None:
    if deputy_id and deputy_id == row.id:
        message = tk._("Nobody is their own deputy: choose somebody else.")
        raise tk.ValidationError({"deputy_id": [message]})
    return deputy_id or None


def _saved(
    context: Context, row: Referent, before: dict[str, Any], kind: str
) -> PublicFace | InternalFace:
    model.Session.flush()
    history.record(row, before, context.get("user"), kind)
    _commit(context, row)
    log.info("referent %s saved", row.id)
    return face(context, row)


def _commit(context: Context, row: Referent) -> None:
    row.modified_at = datetime.now(timezone.utc)
    if context.get("defer_commit"):
        model.Session.flush()
    else:
        model.Session.commit()
