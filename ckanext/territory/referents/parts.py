"""What a referent takes part in, in words: besides the datasets of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

import sqlalchemy as sa

from ckan import model

from ckanext.territory.language import lang
from ckanext.territory.model.assignment import Assignment
from ckanext.territory.model.source import PartnerSource
from ckanext.territory.referents.browse import theme_label
from ckanext.territory.themes import theme_tree


class Part(TypedDict):
    """A role: technical, business or responsible; `title` is that of the thing."""

    kind: str
    object_id: str
    role: str
    title: str


def parts(rows: Sequence[Assignment]) -> list[Part]:
    """Return roles with their titles, whatever the level of the datasets."""
    titles = _titles(rows)
    return [
        {
            "kind": row.kind,
            "object_id": row.object_id,
            "role": row.role,
            "title": _title(row, titles),
        }
        for row in rows
    ]


def _titles(rows: Sequence[Assignment]) -> Mapping[str, str]:
    """Return the titles of datasets and sources by id, in one statement."""
    keys = {row.object_id.partition("/")[0] for row in rows}
    package = model.package_table
    statement = sa.union_all(
        sa.select(package.c.id, package.c.title).where(package.c.id.in_(keys)),
        sa.select(PartnerSource.id, PartnerSource.title).where(
            PartnerSource.id.in_(keys)
        ),
    )
    return {row[0]: row[1] for row in model.Session.execute(statement)}


def _title(row: Assignment, titles: Mapping[str, str]) -> str:
    if row.kind == "theme":
        theme = theme_tree().get(row.object_id)
        return theme_label(theme, lang()) if theme else row.object_id
    key, _slash, code = row.object_id.partition("/")
    title = titles.get(key, key)
    return f"{title} · {code}" if code else title
