"""Actions on the services of the authority: who stands behind every referent."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any, TypedDict

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.domain.french import normalize
from ckanext.territory.logic.schema import service as schema
from ckanext.territory.model.service import ACTIVE, CLOSED, Service
from ckanext.territory.referents import closing
from ckanext.territory.referents.services import find_service

__all__ = [
    "territory_service_close",
    "territory_service_create",
    "territory_service_list",
    "territory_service_patch",
    "territory_service_show",
]

log = logging.getLogger(__name__)

_FIELDS = (
    "parent_id",
    "organization_id",
    "mailbox",
    "contact_url",
    "deadline_days",
    "is_desk",
)


class ServiceDict(TypedDict):
    """A service; `deadline_days` is None where the portal's own delay holds."""

    id: str
    name: str
    parent_id: str | None
    organization_id: str | None
    mailbox: str
    contact_url: str
    deadline_days: int | None
    is_desk: bool


class Closed(TypedDict):
    """The service that was closed."""

    id: str


@tk.side_effect_free
@tk.validate_action_data(schema.service_list)
def territory_service_list(context: Context, data_dict: DataDict) -> list[ServiceDict]:
    """Return the services, by name. Anyone may call it.

    :returns: dicts as ``territory_service_show``
    """
    tk.check_access("territory_service_list", context, data_dict)
    return [_as_dict(row) for row in model.Session.scalars(Service.active())]


@tk.side_effect_free
@tk.validate_action_data(schema.service_show)
def territory_service_show(context: Context, data_dict: DataDict) -> ServiceDict:
    """Return a service. Anyone may call it.

    :param id: id of the service

    :returns: ``id``, ``name``, ``parent_id``, ``organization_id``, ``mailbox``,
        ``contact_url``, ``deadline_days`` (None: the portal's own), ``is_desk``
    """
    tk.check_access("territory_service_show", context, data_dict)
    return _as_dict(_active(data_dict["id"]))


@tk.validate_action_data(schema.service_create)
def territory_service_create(context: Context, data_dict: DataDict) -> ServiceDict:
    """Add a service. Administrators of an organization.

    :param name: what it is called, unlike any other
    :param parent_id: id of the service above (optional)
    :param organization_id: id or name of the organization that publishes its data
        (optional)
    :param mailbox: where people write to (optional)
    :param contact_url: address of its form (optional)
    :param deadline_days: days within which it answers, 1 to 365 (optional)
    :param is_desk: whether it is the front desk, where everything ends up; there is
        one at most (optional)

    :returns: as ``territory_service_show``
    """
    tk.check_access("territory_service_create", context, data_dict)
    row = Service(state=ACTIVE, mailbox="", contact_url="", is_desk=False)
    return _saved(context, row, data_dict)


@tk.validate_action_data(schema.service_patch)
def territory_service_patch(context: Context, data_dict: DataDict) -> ServiceDict:
    """Change some fields of a service. Administrators of an organization.

    :param id: id of the service, then as ``territory_service_create``

    :returns: as ``territory_service_show``
    """
    tk.check_access("territory_service_patch", context, data_dict)
    return _saved(context, _active(data_dict["id"]), data_dict)


@tk.validate_action_data(schema.service_close)
def territory_service_close(context: Context, data_dict: DataDict) -> Closed:
    """Close a service. Administrators of an organization.

    Refused while it has referents, services below it or open questions, unless a
    successor takes them over.

    :param id: id of the service
    :param successor_id: id of the service that takes over (optional)

    :returns: ``id``
    """
    tk.check_access("territory_service_close", context, data_dict)
    row = _active(data_dict["id"])
    successor = None
    if data_dict.get("successor_id"):
        successor = _successor(row, data_dict["successor_id"])
    if successor is None and (held := closing.held(row)):
        raise tk.ValidationError({"id": [held]})
    if successor is not None:
        closing.move(row, successor)
    row.state = CLOSED
    row.is_desk = False
    _commit(context, row)
    log.info("service %s closed", row.id)
    return {"id": row.id}


def _as_dict(row: Service) -> ServiceDict:
    return {
        "id": row.id,
        "name": row.name,
        "parent_id": row.parent_id,
        "organization_id": row.organization_id,
        "mailbox": row.mailbox,
        "contact_url": row.contact_url,
        "deadline_days": row.deadline_days,
        "is_desk": row.is_desk,
    }


def _active(service_id: str) -> Service:
    row: Service | None = model.Session.get(Service, service_id)
    if row is None or row.state != ACTIVE:
        raise tk.ObjectNotFound(tk._("There is no such service."))
    return row


def _saved(context: Context, row: Service, data: DataDict) -> ServiceDict:
    """Write validated values into a row; raises tk.ValidationError."""
    if "name" in data:
        same = find_service(data["name"])
        if same is not None and same is not row:
            raise tk.ValidationError({"name": [tk._("Another service has this name.")]})
        row.name, row.name_key = data["name"], normalize(data["name"])
    values: dict[str, Any] = {name: data[name] for name in _FIELDS if name in data}
    if "parent_id" in data:
        values["parent_id"] = _parent(row, data["parent_id"])
    if "organization_id" in data:
        values["organization_id"] = _organization(data["organization_id"])
    if data.get("is_desk"):
        for other in model.Session.scalars(Service.desk()):
            other.is_desk = other is row
    for name, value in values.items():
        setattr(row, name, value)
    model.Session.add(row)
    _commit(context, row)
    log.info("service %s saved", row.id)
    return _as_dict(row)


def _parent(row: Service, parent_id: str | None) -> str | None:
    """Return the id of the service above; raises when it would be below itself."""
    above = parent_id
    seen: set[str] = set()
    while above and above not in seen:
        if above == row.id:
            message = tk._("A service cannot be below itself: choose another one.")
            raise tk.ValidationError({"parent_id": [message]})
        seen.add(above)
        found = model.Session.get(Service, above)
        if found is None or (above == parent_id and found.state != ACTIVE):
            message = tk._("There is no such service.")
            raise tk.ValidationError({"parent_id": [message]})
        above = found.parent_id
    return parent_id or None


def _organization(reference: str | None) -> str | None:
    if not reference:
        return None
    group = model.Group.get(reference)
    if group is None or not group.is_organization or group.state != model.State.ACTIVE:
        message = tk._("There is no such organization.")
        raise tk.ValidationError({"organization_id": [message]})
    return group.id


def _successor(row: Service, successor_id: str) -> Service:
    if successor_id == row.id:
        message = tk._("A service cannot take over from itself: choose another one.")
        raise tk.ValidationError({"successor_id": [message]})
    return _active(successor_id)


def _commit(context: Context, row: Service) -> None:
    row.modified_at = dt.datetime.now(dt.timezone.utc)
    if context.get("defer_commit"):
        model.Session.flush()
    else:
        model.Session.commit()
