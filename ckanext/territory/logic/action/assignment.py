"""Actions on who else takes part: technical and business referents, and others."""

from __future__ import annotations

import logging
from typing import TypedDict

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.access import allows, may_read
from ckanext.territory.logic.schema import assignment as schema
from ckanext.territory.model.assignment import Assignment
from ckanext.territory.model.source import PartnerSource
from ckanext.territory.referents.faces import (
    InternalFace,
    PublicFace,
    face,
    sees_internal_face,
)
from ckanext.territory.referents.lookup import find_active
from ckanext.territory.referents.roles import ROLES
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_assignment_create",
    "territory_assignment_delete",
    "territory_assignment_list",
]

log = logging.getLogger(__name__)


class AssignmentDict(TypedDict):
    """A role and who has it."""

    role: str
    referent: PublicFace | InternalFace


@tk.side_effect_free
@tk.validate_action_data(schema.assignment_list)
def territory_assignment_list(
    context: Context, data_dict: DataDict
) -> list[AssignmentDict]:
    """Return who takes part in something, besides the referent of a dataset itself.

    Anyone who sees the thing may call it; outsiders see public referents only.

    :param kind: dataset, indicator, source or theme
    :param object_id: its id, ``dataset id/indicator id`` or the code of the theme

    :returns: dicts with ``role`` (responsible, technical, business) and ``referent``
        (as ``territory_referent_show``)
    """
    _find(context, data_dict)
    tk.check_access("territory_assignment_list", context, data_dict)
    rows = model.Session.scalars(
        Assignment.of(data_dict["kind"], data_dict["object_id"])
    )
    found = [(row.role, find_active(row.referent_id)) for row in rows]
    inside = sees_internal_face(context)
    return [
        {"role": role, "referent": face(context, one)}
        for role, one in found
        if one is not None and (inside or one.is_public)
    ]


@tk.validate_action_data(schema.assignment_create)
def territory_assignment_create(
    context: Context, data_dict: DataDict
) -> list[AssignmentDict]:
    """Name who takes part in something; whoever had the role gives way.

    Who may change the dataset or the source; for a theme, editors of the directory.
    Who is responsible for a dataset stands in its ``referent_id``, and for a theme in
    the ``themes`` of the referent. Questions on an indicator go to who is responsible
    for it; those on a dataset that nobody answers for, to who is for its source.

    :param kind: dataset, indicator, source or theme
    :param object_id: its id, ``dataset id/indicator id`` or the code of the theme
    :param role: technical, business, or (indicator, source) responsible
    :param referent_id: id of the referent

    :returns: as ``territory_assignment_list``
    """
    _find(context, data_dict)
    tk.check_access("territory_assignment_create", context, data_dict)
    kind, role = data_dict["kind"], data_dict["role"]
    if role not in ROLES[kind]:
        message = tk._("Who is responsible is named in the dataset, or by the themes.")
        raise tk.ValidationError({"role": [message]})
    _forget(data_dict)
    key = {"kind": kind, "object_id": data_dict["object_id"], "role": role}
    model.Session.add(Assignment(**key, referent_id=data_dict["referent_id"]))
    model.Session.commit()
    log.info("%s referent of %s %s named", role, kind, data_dict["object_id"])
    given = {"kind": kind, "object_id": data_dict["object_id"]}
    return tk.get_action("territory_assignment_list")(tk.fresh_context(context), given)


@tk.validate_action_data(schema.assignment_delete)
def territory_assignment_delete(
    context: Context, data_dict: DataDict
) -> list[AssignmentDict]:
    """Leave a role without anybody. As ``territory_assignment_create``.

    :param kind: dataset, indicator, source or theme
    :param object_id: its id, ``dataset id/indicator id`` or the code of the theme
    :param role: responsible, technical or business

    :returns: as ``territory_assignment_list``
    """
    _find(context, data_dict)
    tk.check_access("territory_assignment_delete", context, data_dict)
    _forget(data_dict)
    model.Session.commit()
    given = {"kind": data_dict["kind"], "object_id": data_dict["object_id"]}
    return tk.get_action("territory_assignment_list")(tk.fresh_context(context), given)


def _find(context: Context, data: DataDict) -> None:
    """Raise tk.ObjectNotFound for what is not there, or hidden from the caller.

    A dataset may be named by its name: the id takes its place.
    """
    key, slash, rest = data["object_id"].partition("/")
    if data["kind"] in {"dataset", "indicator"}:
        package = model.Package.get(key)
        known = package is not None and may_read(context, package)
        known = known and bool(rest) == (data["kind"] == "indicator")
        data["object_id"] = f"{package.id if package else key}{slash}{rest}"
    elif data["kind"] == "source":
        known = model.Session.get(PartnerSource, key) is not None
        known = known and allows(context, "territory_source_show", key)
    else:
        known = theme_tree().get(key) is not None
    if not known:
        raise tk.ObjectNotFound(tk._("There is no such thing to answer for."))


def _forget(data: DataDict) -> None:
    # The reason of a dataset's referent is kept in the same table: it is no role here.
    statement = Assignment.of(data["kind"], data["object_id"])
    ids = [
        one.id for one in model.Session.scalars(statement) if one.role == data["role"]
    ]
    model.Session.execute(sa.delete(Assignment).where(Assignment.id.in_(ids)))
