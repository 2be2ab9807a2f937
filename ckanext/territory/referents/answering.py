"""Who answers today: the referent, a deputy, the service, or the desk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from ckan import model

from ckanext.territory.domain.referent import stand_in
from ckanext.territory.model.absence import Absence
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service
from ckanext.territory.referents.lookup import find_active

Via = Literal["referent", "deputy", "service", "desk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Who answers; `referent` is None when the service or the desk does.

    `service` is the service that stands behind, None when the authority has neither
    that service nor a desk.
    """

    referent: Referent | None
    service: Service | None
    via: Via


def absent_on(day: dt.date) -> dict[str, str | None]:
    """Return the referents who are away on a day, each with that absence's deputy."""
    rows = model.Session.scalars(Absence.on(day))
    return {row.referent_id: row.deputy_id for row in rows}


def who_answers(
    referent_id: str | None, service_id: str | None = None, day: dt.date | None = None
) -> Answering:
    """Return who answers for a referent, or for a service, on a day (today).

    A referent who is away gives way to the deputy, then to the service; a service
    that is closed, or that has no mailbox, to the one above it, and at last to the
    desk of the authority.
    """
    asked = find_active(referent_id)
    if asked is not None:
        found = _present(asked, day or dt.date.today())  # noqa: DTZ011 - a day of the authority
        if found is not None:
            via: Via = "referent" if found.id == asked.id else "deputy"
            return Answering(referent=found, service=found.service, via=via)
        service_id = asked.service_id
    service, via = service_or_desk(service_id)
    return Answering(referent=None, service=service, via=via)


def service_or_desk(service_id: str | None) -> tuple[Service | None, Via]:
    """Return the service that can be written to, the nearest one above, or the desk."""
    seen: set[str] = set()
    while service_id is not None and service_id not in seen:
        seen.add(service_id)
        service: Service | None = model.Session.get(Service, service_id)
        if service is None:
            break
        if service.state == ACTIVE and (service.mailbox or service.contact_url):
            return service, "desk" if service.is_desk else "service"
        service_id = service.parent_id
    return model.Session.scalars(Service.desk()).first(), "desk"


def _present(asked: Referent, day: dt.date) -> Referent | None:
    absent = absent_on(day)
    if asked.id not in absent:
        return asked
    statement = sa.select(Referent.id, Referent.deputy_id).where(
        Referent.state == ACTIVE
    )
    deputies = {row.id: row.deputy_id for row in model.Session.execute(statement)}
    return find_active(stand_in(asked.id, deputies, absent))
