"""Labels of the activities of a dataset, kept as narrow as the dataset itself."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from ckan import model

from ckanext.territory.domain.access import narrowed_labels

# Activities whose type ends otherwise carry no labels (ckanext-activity, 2.12).
LABELLED = "%package"
# Named here because the plugin's own model exists only when it is loaded, and calls
# the labels a text although the column is an array.
ACTIVITY = sa.table(
    "activity",
    sa.column("object_id", sa.UnicodeText),
    sa.column("activity_type", sa.UnicodeText),
    sa.column("permission_labels", sa.ARRAY(sa.Text)),
)


def narrow(package_id: str, labels: Sequence[str], owner: Sequence[str]) -> int:
    """Take from past activities the readers that the dataset no longer has.

    Runs in the current transaction and returns how many rows were changed.
    """
    column = ACTIVITY.c.permission_labels
    about = sa.and_(
        ACTIVITY.c.object_id == package_id, ACTIVITY.c.activity_type.like(LABELLED)
    )
    found = model.Session.execute(sa.select(column).where(about).distinct()).scalars()
    changed = 0
    for past in [list(value) for value in found if value]:
        now = narrowed_labels(past, labels, owner)
        if set(now) == set(past):
            continue
        statement = (
            sa.update(ACTIVITY)
            .where(about, column == sa.cast(past, sa.ARRAY(sa.Text)))
            .values(permission_labels=sa.cast(now, sa.ARRAY(sa.Text)))
        )
        result = model.Session.execute(statement)
        changed += result.rowcount  # pyright: ignore[reportAttributeAccessIssue] - rows of an UPDATE
    return changed
