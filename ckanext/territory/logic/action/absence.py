"""Actions on the absences of referents."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TypedDict

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import absence as schema
from ckanext.territory.model.absence import Absence
from ckanext.territory.model.referent import Referent
from ckanext.territory.referents.lookup import get_active

__all__ = [
    "territory_absence_create",
    "territory_absence_delete",
    "territory_absence_list",
]

log = logging.getLogger(__name__)


class AbsenceDict(TypedDict):
    """An absence, both days included (YYYY-MM-DD)."""

    id: str
    referent_id: str
    starts_on: str
    ends_on: str
    deputy_id: str | None


class Deleted(TypedDict):
    """The absence that was taken out."""

    id: str


@tk.side_effect_free
@tk.validate_action_data(schema.absence_list)
def territory_absence_list(context: Context, data_dict: DataDict) -> list[AbsenceDict]:
    """Return the absences of a referent that are not over, the next one first.

    Agents.

    :param referent_id: id of the referent

    :returns: dicts with ``id``, ``referent_id``, ``starts_on``, ``ends_on`` and
        ``deputy_id`` (None: the usual deputy)
    """
    tk.check_access("territory_absence_list", context, data_dict)
    rows = model.Session.scalars(
        Absence.of(data_dict["referent_id"]).where(Absence.ends_on >= _today())
    )
    return [_as_dict(row) for row in rows]


@tk.validate_action_data(schema.absence_create)
def territory_absence_create(context: Context, data_dict: DataDict) -> AbsenceDict:
    """Add an absence: for its days the deputy answers, else the service.

    The referent's own account, and administrators of an organization.

    :param referent_id: id of the referent
    :param starts_on: first day (YYYY-MM-DD)
    :param ends_on: last day (YYYY-MM-DD)
    :param deputy_id: id of the referent who answers then; the usual deputy if empty

    :returns: as ``territory_absence_list``
    """
    tk.check_access("territory_absence_create", context, data_dict)
    referent = get_active(data_dict["referent_id"])
    starts, ends = data_dict["starts_on"], data_dict["ends_on"]
    _check(referent, starts, ends, data_dict.get("deputy_id"))
    row = Absence(
        referent_id=referent.id,
        starts_on=starts,
        ends_on=ends,
        deputy_id=data_dict.get("deputy_id"),
    )
    model.Session.add(row)
    model.Session.commit()
    log.info("absence of referent %s added", referent.id)
    return _as_dict(row)


@tk.validate_action_data(schema.absence_delete)
def territory_absence_delete(context: Context, data_dict: DataDict) -> Deleted:
    """Take an absence out. The referent's own account, and administrators.

    :param id: id of the absence

    :returns: ``id``
    """
    row: Absence | None = model.Session.get(Absence, data_dict["id"])
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such absence."))
    data_dict["referent_id"] = row.referent_id
    tk.check_access("territory_absence_delete", context, data_dict)
    model.Session.delete(row)
    model.Session.commit()
    return {"id": data_dict["id"]}


def _check(
    referent: Referent, starts: dt.date, ends: dt.date, deputy_id: str | None
) -> None:
    """Refuse days that end before they begin or overlap, and oneself as deputy."""
    if ends < starts:
        message = tk._("The last day is before the first one.")
        raise tk.ValidationError({"ends_on": [message]})
    if ends < _today():
        message = tk._("This absence is over.")
        raise tk.ValidationError({"ends_on": [message]})
    if deputy_id == referent.id:
        message = tk._("Nobody is their own deputy: choose somebody else.")
        raise tk.ValidationError({"deputy_id": [message]})
    # Two requests at once would not see each other's absence.
    model.Session.execute(
        sa.select(Referent.id).where(Referent.id == referent.id).with_for_update()
    )
    other = model.Session.scalars(
        Absence.of(referent.id).where(
            Absence.starts_on <= ends, Absence.ends_on >= starts
        )
    ).first()
    if other is not None:
        model.Session.rollback()
        message = tk._(
            "There is an absence from {first} to {last} already: take it out first."
        ).format(first=other.starts_on.isoformat(), last=other.ends_on.isoformat())
        raise tk.ValidationError({"starts_on": [message]})


def _as_dict(row: Absence) -> AbsenceDict:
    return {
        "id": row.id,
        "referent_id": row.referent_id,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "deputy_id": row.deputy_id,
    }


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - a day of the authority
