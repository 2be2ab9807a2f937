"""What changed about a referent, without anything of the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ckan import model

from ckanext.territory.model.referent import Referent
from ckanext.territory.model.referent_change import ReferentChange
from ckanext.territory.referents.faces import INTERNAL_TEXTS, PUBLIC_LISTS, PUBLIC_TEXTS

KEPT = dt.timedelta(days=365)
_SHOWN = ("function", *PUBLIC_TEXTS, *PUBLIC_LISTS, "is_public")
_NAMED = (*INTERNAL_TEXTS, "user_id", "deputy_id", "public_name_on")


def state(referent: Referent) -> dict[str, Any]:
    """Return the values that are compared; call it before a change."""
    values = {name: getattr(referent, name) for name in (*_SHOWN, *_NAMED)}
    values["service"] = referent.service.name if referent.service else ""
    return {name: _copied(value) for name, value in values.items()}


def record(
    referent: Referent, before: Mapping[str, Any], user: str | None, kind: str
) -> None:
    """Add what differs to the history, in the current transaction.

    Of the internal face only the names of the fields that changed are kept.
    """
    changes: dict[str, list[Any]] = {}
    for name, value in state(referent).items():
        old = before.get(name)
        if value != old:
            changes[name] = [] if name in _NAMED else [old, value]
    if changes or kind == "deleted":
        account = model.User.get(user) if user else None
        model.Session.add(
            ReferentChange(
                referent_id=referent.id,
                user_id=account.id if account else None,
                kind=kind,
                values=changes,
            )
        )


def forget_old() -> int:
    """Erase changes of more than 12 months; return how many went."""
    limit = dt.datetime.now(dt.timezone.utc) - KEPT
    statement = sa.delete(ReferentChange).where(ReferentChange.changed_at < limit)
    gone = model.Session.scalars(statement.returning(ReferentChange.id))
    return len(gone.all())


def _copied(value: Any) -> Any:  # noqa: ANN401 - a value of a field
    return list(value) if isinstance(value, list) else value
