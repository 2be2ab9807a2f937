"""Datasets given to referents by rules: when they are saved, and afterwards.

Who is responsible stands in the dataset (``referent_id``); a row of ``Assignment``
keeps why. A rule never takes a dataset away from somebody.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import cast

import sqlalchemy as sa

from ckan import model

from ckanext.territory.areas import areas
from ckanext.territory.domain.referent import Conditions, Described, Rule, first_rule
from ckanext.territory.model.assignment import Assignment, AssignmentRule
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.referents.roles import RESPONSIBLE
from ckanext.territory.themes import theme_tree

log = logging.getLogger(__name__)

DATASET = "dataset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A dataset that a rule fits; `referent_id` is who has it now, or empty."""

    id: str
    title: str
    referent_id: str
    rule: Rule


def rules() -> list[Rule]:
    """Return the rules in their order; those of referents who left are passed over."""
    rows = model.Session.scalars(
        AssignmentRule.in_order()
        .join(Referent, Referent.id == AssignmentRule.referent_id)
        .where(Referent.state == ACTIVE)
    )
    return [
        Rule(id=row.id, referent_id=row.referent_id, conditions=conditions(row))
        for row in rows
    ]


def conditions(row: AssignmentRule) -> Conditions:
    """Return what a stored rule asks."""
    return Conditions(
        theme_code=row.theme_code,
        owner_org=row.owner_org,
        territory_code=row.territory_code,
        source_id=row.source_id,
        dataset_type=row.dataset_type,
    )


def assign(package: model.Package) -> None:
    """Give a dataset that has nobody to whom the rules name; does not commit."""
    extras = dict(package.extras or {})
    if package.state != model.State.ACTIVE or extras.get("referent_id"):
        return
    known = rules()
    if not known:
        return
    found = first_rule(known, _described(str(package.type), package.owner_org, extras))
    if found is None:
        return
    package.extras = {**extras, "referent_id": found.referent_id}
    _keep_reasons([(package.id, found)])
    log.info("dataset %s given to referent %s", package.id, found.referent_id)


def fitting() -> list[Given]:
    """Return every dataset that a rule fits, with the first one that does."""
    known = rules()
    package = model.package_table
    if not known:
        return []
    active = set(
        model.Session.scalars(sa.select(Referent.id).where(Referent.state == ACTIVE))
    )
    statement = (
        sa.select(
            package.c.id,
            package.c.title,
            package.c.type,
            package.c.owner_org,
            package.c.extras,
        )
        .where(package.c.state == model.State.ACTIVE)
        .order_by(package.c.title, package.c.id)
    )
    found: list[Given] = []
    for row in model.Session.execute(statement):
        extras = row.extras or {}
        rule = first_rule(known, _described(row.type, row.owner_org, extras))
        if rule is not None:
            held = extras.get("referent_id") or ""
            found.append(
                Given(
                    id=row.id,
                    title=row.title,
                    referent_id=held if held in active else "",
                    rule=rule,
                )
            )
    return found


def give_orphans() -> list[str]:
    """Give the datasets that have nobody; does not commit. Return their ids."""
    orphans = [one for one in fitting() if not one.referent_id]
    by_referent: dict[str, list[str]] = {}
    for one in orphans:
        by_referent.setdefault(one.rule.referent_id, []).append(one.id)
    package = model.package_table
    none = sa.text("'{}'::jsonb")
    for referent_id, ids in by_referent.items():
        value = sa.func.to_jsonb(sa.cast(referent_id, sa.Text))
        extras = sa.func.coalesce(package.c.extras, none)
        model.Session.execute(
            sa.update(package)
            .where(package.c.id.in_(ids))
            .values(
                extras=sa.func.jsonb_set(extras, "{referent_id}", value),
                metadata_modified=sa.func.timezone("UTC", sa.func.now()),
            )
        )
    _keep_reasons([(one.id, one.rule) for one in orphans])
    return [one.id for one in orphans]


def reason(dataset_id: str, referent_id: str) -> dict[str, str] | None:
    """Return the conditions by which a dataset came to its referent, or None."""
    row = model.Session.scalars(
        sa.select(Assignment).where(
            Assignment.is_reason(),
            Assignment.object_id == dataset_id,
            Assignment.referent_id == referent_id,
        )
    ).first()
    return json.loads(row.reason) if row is not None and row.reason else None


def _keep_reasons(pairs: Sequence[tuple[str, Rule]]) -> None:
    model.Session.execute(
        sa.delete(Assignment).where(
            Assignment.is_reason(),
            Assignment.object_id.in_([dataset_id for dataset_id, _rule in pairs]),
        )
    )
    model.Session.add_all(
        Assignment(
            kind=DATASET,
            object_id=dataset_id,
            role=RESPONSIBLE,
            referent_id=rule.referent_id,
            reason=_told(rule.conditions),
            rule_id=rule.id,
        )
        for dataset_id, rule in pairs
    )
    model.Session.flush()


def _told(asked: Conditions) -> str:
    """Return the conditions that are given, as JSON."""
    return json.dumps({key: value for key, value in asdict(asked).items() if value})


def _described(
    dataset_type: str, owner_org: str | None, extras: Mapping[str, object]
) -> Described:
    tree, places = theme_tree(), areas()
    themes = _codes(extras.get("territory_theme"))
    territories = _codes(extras.get("territory_code"))
    above = [theme.code for code in themes for theme in tree.ancestors(code)]
    around = [
        area.code
        for code in territories
        for place in places.find(code)
        for area in places.ancestors(place)
    ]
    return Described(
        themes=frozenset((*themes, *above)),
        territories=frozenset((*territories, *around)),
        owner_org=owner_org,
        source_id=str(extras.get("source_id") or "") or None,
        dataset_type=dataset_type,
    )


def _codes(value: object) -> list[str]:
    """Return the codes of a list, or of the JSON text that is stored for one."""
    if isinstance(value, str) and value:
        try:
            value = json.loads(value)
        except ValueError:
            value = [value]
    return (
        [str(one) for one in cast("list[object]", value)]
        if isinstance(value, list)
        else []
    )
