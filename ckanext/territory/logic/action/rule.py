"""Actions on the rules that give datasets to referents."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TypedDict

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.access import readable_ids
from ckanext.territory.logic.schema import rule as schema
from ckanext.territory.model.assignment import AssignmentRule
from ckanext.territory.referents import assigning, reindexing
from ckanext.territory.referents.faces import PublicFace, public_face
from ckanext.territory.referents.lookup import find_active

__all__ = [
    "territory_rule_apply",
    "territory_rule_create",
    "territory_rule_delete",
    "territory_rule_list",
    "territory_rule_move",
    "territory_rule_preview",
    "territory_rule_update",
]

log = logging.getLogger(__name__)

_CONDITIONS = (
    "theme_code",
    "owner_org",
    "territory_code",
    "source_id",
    "dataset_type",
)
_SHOWN = 50


class RuleDict(TypedDict):
    """A rule; `referent` is None when the person has left: the rule is passed over."""

    id: str
    theme_code: str | None
    owner_org: str | None
    territory_code: str | None
    source_id: str | None
    dataset_type: str | None
    referent_id: str
    referent: PublicFace | None


class GivenDict(TypedDict):
    """A dataset without a referent, and the rule that would give it."""

    id: str
    title: str
    rule_id: str
    referent_id: str


class PreviewDict(TypedDict):
    """What the rules mean for what is in the catalogue already.

    `fitting` and `given` count datasets by rule id; `count` is the sum of `given`.
    """

    fitting: dict[str, int]
    given: dict[str, int]
    count: int
    datasets: list[GivenDict]


class Applied(TypedDict):
    """How many datasets were given."""

    count: int


class Deleted(TypedDict):
    """The rule that went."""

    id: str


@tk.side_effect_free
@tk.validate_action_data(schema.rule_list)
def territory_rule_list(context: Context, data_dict: DataDict) -> list[RuleDict]:
    """Return the rules in the order in which they are tried. Editors of the directory.

    :returns: dicts with ``id``, ``theme_code``, ``owner_org``, ``territory_code``,
        ``source_id``, ``dataset_type`` (None where anything does), ``referent_id`` and
        ``referent`` (the public face)
    """
    tk.check_access("territory_rule_list", context, data_dict)
    return [_as_dict(row) for row in model.Session.scalars(AssignmentRule.in_order())]


@tk.validate_action_data(schema.rule_create)
def territory_rule_create(context: Context, data_dict: DataDict) -> RuleDict:
    """Add a rule after the others. Editors of the directory.

    A dataset that has nobody goes to the referent of the first rule of which it meets
    every condition: when it is created, harvested or changed.

    :param referent_id: id of the referent
    :param theme_code: code of a theme, met by those below it too (optional)
    :param owner_org: id or name of the organization that publishes (optional)
    :param territory_code: code or name of a place, met by those within (optional)
    :param source_id: id of a partner catalogue (optional)
    :param dataset_type: budget, for example (optional); at least one condition

    :returns: as one of ``territory_rule_list``
    """
    tk.check_access("territory_rule_create", context, data_dict)
    last = sa.select(sa.func.coalesce(sa.func.max(AssignmentRule.position), 0))
    row = AssignmentRule(position=model.Session.execute(last).scalar_one() + 1)
    _fill(row, data_dict)
    model.Session.add(row)
    return _saved(row)


@tk.validate_action_data(schema.rule_update)
def territory_rule_update(context: Context, data_dict: DataDict) -> RuleDict:
    """Replace a rule; its place in the order stays. Editors of the directory.

    :param id: id of the rule, then as ``territory_rule_create``

    :returns: as one of ``territory_rule_list``
    """
    tk.check_access("territory_rule_update", context, data_dict)
    row = _get(data_dict["id"])
    _fill(row, data_dict)
    return _saved(row)


@tk.validate_action_data(schema.rule_delete)
def territory_rule_delete(context: Context, data_dict: DataDict) -> Deleted:
    """Take a rule out; what it gave stays given. Editors of the directory.

    :param id: id of the rule

    :returns: ``id``
    """
    tk.check_access("territory_rule_delete", context, data_dict)
    model.Session.delete(_get(data_dict["id"]))
    model.Session.commit()
    log.info("rule %s deleted", data_dict["id"])
    return {"id": data_dict["id"]}


@tk.validate_action_data(schema.rule_move)
def territory_rule_move(context: Context, data_dict: DataDict) -> list[RuleDict]:
    """Try a rule earlier or later by one place. Editors of the directory.

    :param id: id of the rule
    :param direction: up (earlier) or down

    :returns: as ``territory_rule_list``
    """
    tk.check_access("territory_rule_move", context, data_dict)
    moved = _get(data_dict["id"])
    rows = list(model.Session.scalars(AssignmentRule.in_order().with_for_update()))
    at = rows.index(moved)
    to = at - 1 if data_dict["direction"] == "up" else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows, start=1):
        row.position = position
    model.Session.commit()
    return [_as_dict(row) for row in rows]


@tk.side_effect_free
@tk.validate_action_data(schema.rule_preview)
def territory_rule_preview(context: Context, data_dict: DataDict) -> PreviewDict:
    """Return what the rules mean for the datasets in the catalogue; changes nothing.

    Editors of the directory.

    :returns: ``fitting`` (rule id to number of datasets for which it is the first),
        ``given`` (of these, without a referent: what applying the rules would give),
        ``count`` (all of ``given``) and ``datasets`` (the first 50 that the caller may
        read: ``id``, ``title``, ``rule_id``, ``referent_id``)
    """
    tk.check_access("territory_rule_preview", context, data_dict)
    found = assigning.fitting()
    orphans = [one for one in found if not one.referent_id]
    readable = readable_ids(context, (one.id for one in orphans))
    shown = [one for one in orphans if one.id in readable][:_SHOWN]
    return {
        "fitting": dict(Counter(one.rule.id for one in found)),
        "given": dict(Counter(one.rule.id for one in orphans)),
        "count": len(orphans),
        "datasets": [
            {
                "id": one.id,
                "title": one.title,
                "rule_id": one.rule.id,
                "referent_id": one.rule.referent_id,
            }
            for one in shown
        ],
    }


@tk.validate_action_data(schema.rule_apply)
def territory_rule_apply(context: Context, data_dict: DataDict) -> Applied:
    """Give the datasets without a referent to whom the rules name.

    In one transaction; nothing is taken from anybody. Editors of the directory.

    :returns: ``count``, how many datasets were given
    """
    tk.check_access("territory_rule_apply", context, data_dict)
    ids = assigning.give_orphans()
    model.Session.commit()
    reindexing.follow(ids)
    log.info("rules gave %d datasets", len(ids))
    return {"count": len(ids)}


def _get(rule_id: str) -> AssignmentRule:
    row: AssignmentRule | None = model.Session.get(AssignmentRule, rule_id)
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such rule."))
    return row


def _fill(row: AssignmentRule, data: DataDict) -> None:
    values = {name: data.get(name) or None for name in _CONDITIONS}
    if not any(values.values()):
        message = tk._("Give at least one condition: a rule for everything hides gaps.")
        raise tk.ValidationError({"theme_code": [message]})
    for name, value in values.items():
        setattr(row, name, value)
    row.referent_id = data["referent_id"]


def _saved(row: AssignmentRule) -> RuleDict:
    model.Session.commit()
    log.info("rule %s saved", row.id)
    return _as_dict(row)


def _as_dict(row: AssignmentRule) -> RuleDict:
    referent = find_active(row.referent_id)
    return {
        "id": row.id,
        "theme_code": row.theme_code,
        "owner_org": row.owner_org,
        "territory_code": row.territory_code,
        "source_id": row.source_id,
        "dataset_type": row.dataset_type,
        "referent_id": row.referent_id,
        "referent": public_face(referent) if referent else None,
    }
