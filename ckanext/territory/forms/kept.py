"""Copies of what is typed in a form, in their table; nothing is committed here."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.forms import copies
from ckanext.territory.forms.types import Copy
from ckanext.territory.model.form_copy import FormCopy

Typed = tuple[Mapping[str, Any], Mapping[str, str]]
"""Values of a step, and the fingerprints that they started from."""


def user_id(name: str) -> str:
    """Return the id of a user; raises NotAuthorized when there is none."""
    user = model.User.get(name)
    if user is None:
        raise tk.NotAuthorized
    return user.id


def key_of(given: str) -> str:
    """Return the key of a copy: the id of its dataset, whichever way it is named."""
    if copies.is_new(given):
        if copies.type_of(given) is None:
            raise tk.ObjectNotFound
        return given
    package = model.Package.get(given)
    if package is None:
        raise tk.ObjectNotFound
    return package.id


def find(key: str, owner: str) -> FormCopy | None:
    """Return what a person typed in a form."""
    return model.Session.get(FormCopy, (key, owner))


def part(row: FormCopy, name: str) -> dict[str, Any]:
    """Return one of the parts of a copy, by step."""
    return (row.data or {}).get(name, {})


def keep(
    row: FormCopy,
    dataset_type: str,
    step: str,
    typed: Typed,
    *,
    is_refused: bool = False,
) -> FormCopy:
    """Put a step into a copy, with a new stamp; ``typed`` is its values and base.

    ``is_refused`` marks a step that the person sent and the portal refused: it goes
    with the next save, whichever step that is of. Raises ValidationError when the
    whole is too long.
    """
    data = {
        "type": dataset_type,
        "steps": {**part(row, "steps"), step: dict(typed[0])},
        "bases": {**part(row, "bases"), step: dict(typed[1])},
        "seen": {**part(row, "seen"), step: secrets.token_urlsafe(6)},
        "refused": {**part(row, "refused"), step: is_refused},
    }
    if len(json.dumps(data, ensure_ascii=False)) > copies.MAX_LENGTH:
        raise tk.ValidationError(
            {"values": [tk._("This text is too long to be kept as a draft.")]}
        )
    row.data = data
    row.saved_at = dt.datetime.now(dt.timezone.utc)
    model.Session.add(row)
    return row


def forget(row: FormCopy, steps: set[str] | None = None) -> None:
    """Take steps out of a copy, or all of it."""
    left = set(part(row, "steps")) - (steps or set(part(row, "steps")))
    if not left:
        model.Session.delete(row)
        return
    kept = {
        name: {step: value for step, value in part(row, name).items() if step in left}
        for name in ("steps", "bases", "seen", "refused")
    }
    row.data = {**row.data, **kept}


def forget_old(owner: str) -> None:
    """Forget the forms of a person that were never sent, after a while."""
    limit = dt.datetime.now(dt.timezone.utc) - copies.KEPT_FOR
    model.Session.execute(
        sa.delete(FormCopy)
        .where(FormCopy.user_id == owner)
        .where(FormCopy.dataset_id.startswith(copies.NEW))
        .where(FormCopy.saved_at < limit)
    )


def unsent(owner: str, limit: int) -> list[FormCopy]:
    """Return the forms of a person whose dataset does not exist yet, latest first."""
    return list(
        model.Session.scalars(
            sa.select(FormCopy)
            .where(FormCopy.user_id == owner)
            .where(FormCopy.dataset_id.startswith(copies.NEW))
            .order_by(FormCopy.saved_at.desc())
            .limit(limit)
        )
    )


def shown(row: FormCopy) -> Copy:
    """Return a copy as the actions give it."""
    steps = part(row, "steps")
    titles = [str(values["title"]) for values in steps.values() if values.get("title")]
    return {
        "id": row.dataset_id,
        "type": str((row.data or {}).get("type", "")),
        "title": titles[0] if titles else "",
        "steps": steps,
        "bases": part(row, "bases"),
        "seen": part(row, "seen"),
        "based_on": row.based_on or "",
        "saved_at": row.saved_at.astimezone(dt.timezone.utc).isoformat(),
    }
