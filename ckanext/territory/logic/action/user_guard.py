"""Chained action: an account that still answers for something is not closed."""

from __future__ import annotations

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Action, Context, DataDict

from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.referents.holdings import holdings


@tk.chained_action
def user_delete(next_action: Action, context: Context, data_dict: DataDict) -> None:
    """Close an account, unless its referent still holds something.

    The refusal names the page of the handover.
    """
    tk.check_access("user_delete", context, data_dict)
    user = model.User.get(data_dict.get("id") or "")
    if user is not None:
        rows = model.Session.scalars(
            sa.select(Referent).where(
                Referent.state == ACTIVE, Referent.user_id == user.id
            )
        )
        for row in rows:
            if holdings(row):
                raise tk.ValidationError({"id": [_refusal(row)]})
    next_action(context, data_dict)


def _refusal(row: Referent) -> str:
    return tk._(
        "This account answers for data, themes or questions as “{function}”. Hand them "
        "over first: {address}"
    ).format(
        function=row.function,
        address=tk.url_for("territory_handover.hand_over", referent_id=row.id),
    )
