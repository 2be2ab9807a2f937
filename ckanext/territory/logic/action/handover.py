"""Actions that give everything of one referent to others."""

from __future__ import annotations

import logging
from typing import TypedDict

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.access import caller
from ckanext.territory.logic.schema import handover as schema
from ckanext.territory.model.handover import Handover
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service
from ckanext.territory.referents import handing_over, reindexing
from ckanext.territory.referents.holdings import holdings
from ckanext.territory.referents.lookup import find_active, get_active
from ckanext.territory.referents.parts import Part, parts

__all__ = [
    "territory_handover_create",
    "territory_handover_preview",
    "territory_handover_undo",
]

log = logging.getLogger(__name__)


class Item(TypedDict):
    """Something held: its id and what people call it."""

    id: str
    title: str


class Preview(TypedDict):
    """What a handover would move; ``undo`` is the id of one that may be taken back."""

    referent_id: str
    datasets: list[Item]
    questions: list[Item]
    themes: list[str]
    roles: list[Part]
    rule_count: int
    deputy_count: int
    undo: str | None


class HandoverDict(TypedDict):
    """A handover: counts of what moved; after an undo, of what stayed."""

    id: str
    datasets: int
    questions: int
    themes: int
    left: int


@tk.side_effect_free
@tk.validate_action_data(schema.handover_preview)
def territory_handover_preview(context: Context, data_dict: DataDict) -> Preview:
    """Return what a handover of a referent would move. Their own account, and editors.

    :param referent_id: id of the referent

    :returns: ``referent_id``, ``datasets`` and ``questions`` (``id``, ``title``),
        ``themes`` (codes), ``roles`` (``kind``, ``object_id``, ``role``, ``title``),
        ``rule_count`` (rules of assignment), ``deputy_count`` (people for whom the
        referent stands in) and ``undo`` (id of the last handover while it can be taken
        back, or None)
    """
    tk.check_access("territory_handover_preview", context, data_dict)
    referent = get_active(data_dict["referent_id"])
    held = holdings(referent)
    last = handing_over.latest(referent.id)
    return {
        "referent_id": referent.id,
        "datasets": [{"id": key, "title": title} for key, title in held.datasets],
        "questions": [{"id": key, "title": title} for key, title in held.questions],
        "themes": list(held.themes),
        "roles": parts(held.assignments),
        "rule_count": len(held.rules),
        "deputy_count": len(held.stands_in_for),
        "undo": last.id if last and handing_over.can_undo(last) else None,
    }


@tk.validate_action_data(schema.handover_create)
def territory_handover_create(context: Context, data_dict: DataDict) -> HandoverDict:
    """Give datasets, themes, open questions and deputyships of a referent to others.

    In one transaction. Their own account, and editors of the directory.

    :param referent_id: id of the referent who leaves
    :param successor_id: id of who gets everything, or
    :param service_id: id of the service that gets it, through a referent without a
        person
    :param datasets: dict of ids of datasets to ids of who gets them instead (optional)

    :returns: ``id``, counts of ``datasets``, ``questions`` and ``themes`` moved, and
        ``left`` (0)
    """
    tk.check_access("territory_handover_create", context, data_dict)
    referent = get_active(data_dict["referent_id"])
    successor = _successor(referent, data_dict)
    others = {
        dataset_id: _other(referent, other_id)
        for dataset_id, other_id in (data_dict.get("datasets") or {}).items()
        if other_id
    }
    user = caller(context)
    row = handing_over.hand_over(referent, successor, others, user.id if user else None)
    return _finish(row, 0)


@tk.validate_action_data(schema.handover_undo)
def territory_handover_undo(context: Context, data_dict: DataDict) -> HandoverDict:
    """Take a handover back, within a day. Their own account, and editors.

    What somebody changed since is left as they made it.

    :param id: id of the handover

    :returns: as ``territory_handover_create``; ``left`` counts what was left
    """
    row: Handover | None = model.Session.get(Handover, data_dict["id"])
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such handover."))
    data_dict["referent_id"] = row.referent_id
    tk.check_access("territory_handover_undo", context, data_dict)
    if not handing_over.can_undo(row):
        message = tk._("A handover can be taken back for a day, and once.")
        raise tk.ValidationError({"id": [message]})
    return _finish(row, handing_over.undo(row))


def _finish(row: Handover, left: int) -> HandoverDict:
    moves, key, ids = list(row.moves), row.id, handing_over.dataset_ids(row)
    model.Session.commit()
    reindexing.follow(ids)
    log.info("handover %s: %d moves", key, len(moves))

    def count(kind: str) -> int:
        return sum(move["kind"] == kind for move in moves)

    return {
        "id": key,
        "datasets": count("dataset"),
        "questions": count("question"),
        "themes": count("themes") // 2,
        "left": left,
    }


def _successor(referent: Referent, data: DataDict) -> Referent:
    """Return who gets everything; raises tk.ValidationError."""
    if data.get("successor_id"):
        return _other(referent, data["successor_id"])
    service = model.Session.get(Service, data.get("service_id") or "")
    if service is None or service.state != ACTIVE:
        message = tk._("Choose who takes over: a person or a service.")
        raise tk.ValidationError({"successor_id": [message]})
    return _of_service(service)


def _other(referent: Referent, other_id: str) -> Referent:
    other = find_active(other_id)
    if other is None or other.id == referent.id:
        message = tk._("Choose who takes over: a person or a service.")
        raise tk.ValidationError({"successor_id": [message]})
    return other


def _of_service(service: Service) -> Referent:
    """Return the referent without a person that stands for a service."""
    function = tk._("The service itself")
    found: Referent | None = (
        model.Session.query(Referent)
        .filter_by(service_id=service.id, function=function, name="", state=ACTIVE)
        .first()
    )
    if found is None:
        found = Referent(
            function=function,
            service=service,
            mailbox=service.mailbox,
            contact_url=service.contact_url,
            state=ACTIVE,
            is_public=True,
            themes=[],
        )
        model.Session.add(found)
        model.Session.flush()
    return found
