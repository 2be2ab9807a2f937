"""A person taken out of the portal: the account, and the words that name them.

Core keeps the name, mail and tokens of a closed account. Ids stay: they are what the
history refers to, and a pseudonym made of them stands where a name stood.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ckan import model

from ckanext.territory.model.referent import Referent

# Where a name or a mail may have been written, besides the extension's own tables.
CORE_TABLES = ("activity", "group", "package", "package_extra", "resource")
_SHORTEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """The pseudonym, and the datasets to index again."""

    pseudonym: str
    dataset_ids: Sequence[str]


def erase(user: model.User) -> Erased:
    """Overwrite an account and every text that names its person; does not commit.

    The account is closed before (``user_delete``).
    """
    pseudonym = f"personne-{user.id[:8]}"
    referents = list(
        model.Session.scalars(sa.select(Referent).where(Referent.user_id == user.id))
    )
    words = _words(user, referents)
    for row in referents:
        row.name = row.email = row.phone = ""
        row.user_id = row.public_name_on = row.calendar_hash = None
        row.modified_at = sa.func.now()
    execute = model.Session.execute
    execute(sa.delete(model.ApiToken).where(model.ApiToken.user_id == user.id))
    user.password = secrets.token_urlsafe(32)
    model.Session.flush()
    nothing = ("email", "about", "image_url", "apikey", "reset_key", "last_active")
    execute(
        sa.update(model.User)
        .where(model.User.id == user.id)
        .values(name=pseudonym, fullname="", plugin_extras={}, **dict.fromkeys(nothing))
    )
    return Erased(pseudonym=pseudonym, dataset_ids=_scrub(words, pseudonym))


def _words(user: model.User, referents: Iterable[Referent]) -> list[str]:
    """Return what names the person: nothing that could be an ordinary word."""
    found = [user.fullname, user.email, user.name]
    for row in referents:
        found += [row.name, row.email, row.phone]
    return [
        word
        for word in dict.fromkeys(filter(None, found))
        if len(word) >= _SHORTEST and not word.isalpha()
    ]


def _scrub(words: Sequence[str], pseudonym: str) -> list[str]:
    """Put the pseudonym where the words stand; return the ids of changed datasets."""
    changed: list[str] = []
    if not words:
        return changed
    plain = _pattern(words)
    # Texts of JSON may hold a sign as it is, or as \uXXXX.
    escaped = _pattern(
        json.dumps(word, ensure_ascii=ascii_only)[1:-1]
        for word in words
        for ascii_only in (True, False)
    )
    for table, column, is_json in _columns():
        text = sa.cast(column, sa.Text)
        new = sa.func.regexp_replace(text, plain, pseudonym, "gi")
        new = sa.func.regexp_replace(new, escaped, pseudonym, "gi")
        value = sa.cast(new, column.type) if is_json else new
        statement = (
            sa.update(table)
            .where(sa.or_(text.op("~*")(plain), text.op("~*")(escaped)))
            .values({column: value})
        )
        if table.name in {"package", "resource"}:
            key = table.c.id if table.name == "package" else table.c.package_id
            changed += model.Session.scalars(statement.returning(key))
        else:
            model.Session.execute(statement)
    model.Session.expire_all()
    return list(dict.fromkeys(changed))


def _pattern(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


def _columns() -> Iterable[tuple[sa.Table, sa.Column, bool]]:
    """Return the columns of texts and of JSON where a person may be named."""
    inspector = sa.inspect(model.Session.connection())
    for name in inspector.get_table_names():
        if name not in CORE_TABLES and not name.startswith("territory_"):
            continue
        found = inspector.get_columns(name)
        table = sa.Table(
            name, sa.MetaData(), *(sa.Column(one["name"], one["type"]) for one in found)
        )
        for column in table.c:
            is_json = isinstance(column.type, sa.JSON)
            if is_json or isinstance(column.type, sa.Text | sa.String):
                yield table, column, is_json
