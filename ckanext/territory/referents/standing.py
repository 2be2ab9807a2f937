"""Who stands in for people who are away today, as the caller may know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypedDict

from ckan.types import Context

from ckanext.territory.model.referent import Referent
from ckanext.territory.referents.answering import absent_on, who_answers
from ckanext.territory.referents.faces import sees_internal_face


class StandIn(TypedDict):
    """Who answers in somebody's place.

    `referent_id` and `function` name the deputy, for agents only; everybody knows the
    `service` and how to reach it.
    """

    referent_id: str
    function: str
    service: str
    mailbox: str
    contact_url: str


def stand_ins(context: Context, rows: Iterable[Referent]) -> Mapping[str, StandIn]:
    """Return who answers today for those of these referents who are away, by id."""
    today = dt.date.today()  # noqa: DTZ011 - a day of the authority
    absent = absent_on(today)
    away = [row for row in rows if row.id in absent]
    return {row.id: _stand_in(context, row, today) for row in away}


def _stand_in(context: Context, row: Referent, today: dt.date) -> StandIn:
    found = who_answers(row.id, day=today)
    deputy = found.referent if sees_internal_face(context) else None
    service = found.service
    return {
        "referent_id": deputy.id if deputy else "",
        "function": deputy.function if deputy else "",
        "service": service.name if service else "",
        "mailbox": (deputy and deputy.mailbox) or (service.mailbox if service else ""),
        "contact_url": service.contact_url if service else "",
    }
