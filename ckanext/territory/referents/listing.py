"""The directory in parts: pages of people and counts, each in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from ckan import model
from ckan.types import Context

from ckanext.territory.areas import areas
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service
from ckanext.territory.referents.faces import sees_internal_face
from ckanext.territory.themes import theme_tree

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many people there are in all, and by theme, service and place.

    `themes` maps a code to who answers for it or for a theme below it; `services` are
    (id, name, count) by name; `territories` (code, name, count), the most covered
    first.
    """

    total: int
    themes: Mapping[str, int]
    services: Sequence[tuple[str, str, int]]
    territories: Sequence[tuple[str, str, int]]


def seen_by(context: Context, counts: Mapping[str, int] | None) -> list[Condition]:
    """Return what the referents whom a caller may see have in common.

    `counts` are those of ``visibility.dataset_counts``.
    """
    return _seen(_holders(context, counts))


def counted(context: Context, counts: Mapping[str, int] | None) -> Counts:
    """Return how many referents a caller may see, counted once until one changes."""
    version = tuple(model.Session.execute(Referent.version()).one())
    return _counted(version, _holders(context, counts))


@lru_cache(maxsize=8)
def _counted(_version: tuple[object, ...], holders: frozenset[str] | None) -> Counts:
    seen = _seen(holders)
    services = _by_service(seen)
    return Counts(
        total=sum(number for _id, _name, number in services),
        themes=_by_theme(seen),
        services=services,
        territories=_by_territory(seen),
    )


def _holders(
    context: Context, counts: Mapping[str, int] | None
) -> frozenset[str] | None:
    """Return who is seen for the data held besides those who are public, None: all."""
    if sees_internal_face(context):
        return None
    return frozenset(one for one, count in (counts or {}).items() if count)


def _seen(holders: frozenset[str] | None) -> list[Condition]:
    active = Referent.state == ACTIVE
    if holders is None:
        return [active]
    return [active, sa.or_(Referent.is_public, Referent.id.in_(holders))]


def chosen(
    theme: str | None, service: str | None, territory: str | None
) -> list[Condition]:
    """Return the conditions of a choice; what is not given asks nothing.

    A theme counts with those below it; a service is an id or a name; for a place
    answer those who cover it, what is around it, or everything.
    """
    found: list[Condition] = []
    if theme:
        within = theme_tree().codes_within(theme)
        found.append(_has_any(Referent.themes, within))
    if service:
        found.append(sa.or_(Referent.service_id == service, Service.name == service))
    if territory:
        index = areas()
        codes = [territory]
        for place in index.find(territory):
            codes += [area.code for area in index.ancestors(place)]
        everywhere = Referent.territories == sa.text("'[]'::jsonb")
        found.append(sa.or_(_has_any(Referent.territories, codes), everywhere))
    return found


def people(
    conditions: Sequence[Condition], limit: int | None, offset: int
) -> Sequence[Referent]:
    """Return referents by service and function."""
    statement = Referent.active().where(*conditions).limit(limit).offset(offset)
    return model.Session.scalars(statement).all()


def count(conditions: Sequence[Condition]) -> int:
    """Return how many referents there are."""
    statement = (
        sa.select(sa.func.count())
        .select_from(Referent)
        .join(Referent.service)
        .where(*conditions)
    )
    return model.Session.execute(statement).scalar_one()


def _by_theme(conditions: Sequence[Condition]) -> dict[str, int]:
    """Return how many people answer for each theme or one below it, by code."""
    tree = theme_tree()
    pairs = [(theme.code, theme.code) for theme in tree.all()]
    pairs += [
        (theme.code, above.code)
        for theme in tree.all()
        for above in tree.ancestors(theme.code)
    ]
    columns = (sa.column("code", sa.Text), sa.column("counted", sa.Text))
    counted = sa.values(*columns, name="counted").data(pairs)
    theme = _elements(Referent.themes)
    statement = (
        sa.select(counted.c.counted, sa.func.count(Referent.id.distinct()))
        .select_from(Referent)
        .join(theme, sa.true())
        .join(counted, counted.c.code == theme.c.value)
        .where(*conditions)
        .group_by(counted.c.counted)
    )
    return {row[0]: row[1] for row in model.Session.execute(statement)}


def _by_service(conditions: Sequence[Condition]) -> list[tuple[str, str, int]]:
    """Return the id, the name and the number of people of each service, by name."""
    statement = (
        sa.select(Service.id, Service.name, sa.func.count())
        .select_from(Referent)
        .join(Referent.service)
        .where(*conditions)
        .group_by(Service.id, Service.name, Service.name_key)
        .order_by(Service.name_key)
    )
    return [(row[0], row[1], row[2]) for row in model.Session.execute(statement)]


def _by_territory(conditions: Sequence[Condition]) -> list[tuple[str, str, int]]:
    """Return the places that are covered by name, those of most people first."""
    place = _elements(Referent.territories)
    statement = (
        sa.select(place.c.value, sa.func.count())
        .select_from(Referent)
        .join(place, sa.true())
        .where(*conditions)
        .group_by(place.c.value)
        .order_by(sa.func.count().desc(), place.c.value)
    )
    index = areas()
    rows = model.Session.execute(statement).all()
    found = [(code, index.find(code), number) for code, number in rows]
    return [
        (code, index.label(places[0]) if places else code, number)
        for code, places, number in found
    ]


def _elements(column: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own types
    """Return the texts of a JSON list as rows, one column ``value``."""
    return sa.func.jsonb_array_elements_text(column).table_valued("value")


def _has_any(column: object, codes: list[str]) -> Condition:
    return column.has_any(sa.cast(codes, ARRAY(sa.Text)))  # pyright: ignore[reportAttributeAccessIssue] - a JSONB column
