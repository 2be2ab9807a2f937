"""The rule of review, held wherever a dataset becomes published."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory import messages
from ckanext.territory.access import caller, sees_all
from ckanext.territory.domain.review import Standing, State
from ckanext.territory.model.review import Review
from ckanext.territory.saving import DRAFT, Saving

YES = "yes"


def needs_review(owner_org: str | None) -> bool:
    """Tell whether an organization wants a second person to publish."""
    return extra_of(owner_org, "needs_review") == YES


def extra_of(owner_org: str | None, name: str) -> str:
    """Return a field of an organization, or nothing."""
    group = model.Session.get(model.Group, owner_org) if owner_org else None
    extras = (group.extras or {}) if group is not None else {}  # pyright: ignore[reportAttributeAccessIssue] - a column since CKAN 2.12
    return str(extras.get(name) or "")


def lock(dataset_id: str) -> None:
    """Let one decision on a dataset run at a time, until the transaction ends.

    Every path takes the row of the dataset first, then that of the proposal.
    """
    model.Session.get(model.Package, dataset_id, with_for_update=True)


def open_review(dataset_id: str, *, lock: bool = False) -> Review | None:
    """Return the proposal that waits for a decision.

    With ``lock`` nobody else decides it before the transaction ends; who waited for
    the lock finds nothing.
    """
    statement = (
        sa.select(Review)
        .where(Review.dataset_id == dataset_id, Review.state == "proposed")
        .execution_options(populate_existing=True)
    )
    return model.Session.scalars(
        statement.with_for_update() if lock else statement
    ).first()


def standing(
    context: Context, owner_org: str | None, review: Review | None
) -> Standing:
    """Return what the caller is for a dataset of an organization."""
    user = caller(context)
    return Standing(
        needs_review=needs_review(owner_org),
        is_trusted=sees_all(context),
        is_editor=bool(
            user
            and owner_org
            and authz.has_user_permission_for_group_or_org(
                owner_org, user.name, "update_dataset"
            )
        ),
        is_proposed=review is not None,
        is_proposer=bool(review and user and review.proposed_by == user.id),
    )


def state_for(context: Context, owner_org: str | None, state: str | None = None) -> str:
    """Return the state of a dataset that the caller wants to publish in one go.

    It is a draft where somebody else has to decide; ``state`` is its state so far.
    """
    now = standing(context, owner_org, None)
    if state != model.State.ACTIVE and now.needs_review and now.refusal:
        return DRAFT
    return model.State.ACTIVE


def enforce(context: Context, package: model.Package, before: Saving) -> None:
    """Refuse a publication that the caller may not decide; record one that they may.

    Called in the transaction of the change, which is rolled back when it is refused.
    Raises tk.ValidationError at ``state``. What the portal itself publishes, such as
    harvested datasets, is free.
    """
    if package.state != model.State.ACTIVE or context.get("ignore_auth"):
        return
    owner_org = package.owner_org
    if before.was_published_by(owner_org):
        return
    review = open_review(package.id, lock=True)
    if review is None and not needs_review(owner_org):
        return
    now = standing(context, owner_org, review)
    if now.needs_review and now.refusal:
        model.Session.rollback()
        raise tk.ValidationError({"state": [messages.describe(now.refusal, {})]})
    _record(context, package.id, review)


def _record(context: Context, dataset_id: str, review: Review | None) -> None:
    user = caller(context)
    if user is None:
        return
    if review is None:
        review = Review(dataset_id=dataset_id, proposed_by=user.id)
        model.Session.add(review)
    settle(review, "published", user.id, review.reason or "")


def settle(review: Review, state: State, user_id: str, reason: str = "") -> None:
    """Write a decision in the current transaction."""
    review.state = state
    review.decided_by = user_id
    review.decided_at = dt.datetime.now(dt.timezone.utc)
    review.reason = reason


def forget(dataset_id: str) -> None:
    """Take the reviews of a dataset out, in the current transaction."""
    model.Session.execute(sa.delete(Review).where(Review.dataset_id == dataset_id))
