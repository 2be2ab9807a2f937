"""One referent of the directory, by id."""

from __future__ import annotations

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.model.referent import ACTIVE, Referent


def find_active(referent_id: str | None) -> Referent | None:
    """Return the referent of an id, None when nobody active has it."""
    row = model.Session.get(Referent, referent_id) if referent_id else None
    return row if row is not None and row.state == ACTIVE else None


def get_active(referent_id: str | None) -> Referent:
    """Return the referent of an id. Raises tk.ObjectNotFound."""
    row = find_active(referent_id)
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such referent."))
    return row
