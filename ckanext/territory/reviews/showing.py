"""Proposals as people read them: names instead of ids, sentences instead of codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa

from ckan import authz, model
from ckan.plugins import toolkit as tk

from ckanext.territory.messages import review as words
from ckanext.territory.model.review import Review
from ckanext.territory.reviews.types import Event, Proposal, Waiting
from ckanext.territory.saving import DRAFT

SHOWN = 50


def reviews_of(dataset_id: str) -> list[Review]:
    """Return the proposals of a dataset, the latest first."""
    statement = (
        sa.select(Review)
        .where(Review.dataset_id == dataset_id)
        .order_by(Review.proposed_at.desc(), Review.id)
    )
    return list(model.Session.scalars(statement))


def proposal(review: Review) -> Proposal:
    """Return a proposal with names and instants as text."""
    return {
        "state": review.state,
        "label": tk._(words.STATES[review.state]),
        "proposed_by": name_of(review.proposed_by),
        "proposed_at": _instant(review.proposed_at),
        "message": review.message or "",
        "decided_by": name_of(review.decided_by),
        "decided_at": _instant(review.decided_at),
        "reason": review.reason or "",
    }


def history(reviews: list[Review]) -> list[Event]:
    """Return what happened, the latest first."""
    events = [event for review in reviews for event in _events(review)]
    return sorted(events, key=lambda event: event["at"], reverse=True)


def decided(review: Review) -> str:
    """Return the sentence that tells a second person what the first decided."""
    sentence = words.MESSAGES[f"review.decided_{review.state}"]
    return tk._(sentence).format(
        name=name_of(review.decided_by), reason=review.reason or ""
    )


def waiting(user_id: str, limit: int, *, everywhere: bool) -> tuple[int, list[Waiting]]:
    """Return the proposals that a person may decide: how many, and the first ones.

    They are those of others, in the organizations where the person is an editor or,
    with ``everywhere``, in all. The oldest come first.
    """
    found = _open().where(Review.proposed_by != user_id)
    if not everywhere:
        found = found.where(model.Package.owner_org.in_(_edited_by(user_id)))
    rows = sa.select(sa.func.count()).select_from(found.subquery())
    count = model.Session.scalar(rows) or 0
    if not limit or not count:
        return count, []
    first = model.Session.execute(found.order_by(Review.proposed_at).limit(limit))
    return count, [_waiting(*row) for row in first]


def _edited_by(user_id: str) -> sa.Select[tuple[str | None]]:
    return sa.select(model.Member.group_id).where(
        model.Member.table_name == "user",
        model.Member.table_id == user_id,
        model.Member.state == model.State.ACTIVE,
        model.Member.capacity.in_(authz.get_roles_with_permission("update_dataset")),
    )


def proposed_by(user_id: str, limit: int) -> list[Waiting]:
    """Return what a person proposed, whatever became of it, the latest first."""
    statement = (
        _joined()
        .where(Review.proposed_by == user_id)
        .order_by(Review.proposed_at.desc())
        .limit(limit)
    )
    return [_waiting(*row) for row in model.Session.execute(statement)]


def name_of(user_id: str | None) -> str:
    """Return what people call a user; nothing for nobody."""
    user = model.User.get(user_id) if user_id else None
    return user.display_name if user is not None else ""


def _joined() -> sa.Select[tuple[Review, model.Package, str | None]]:
    return (
        sa.select(Review, model.Package, model.Group.title)
        .join(model.Package, model.Package.id == Review.dataset_id)
        .join(model.Group, model.Group.id == model.Package.owner_org)
        .where(model.Package.state != model.State.DELETED)
    )


def _open() -> sa.Select[tuple[Review, model.Package, str | None]]:
    return _joined().where(Review.state == "proposed", model.Package.state == DRAFT)


def _waiting(
    review: Review, package: model.Package, organization: str | None
) -> Waiting:
    return {
        "dataset_id": package.id,
        "name": package.name,
        "title": package.title or package.name,
        "type": package.type,
        "organization": organization or "",
        "review": proposal(review),
    }


def _events(review: Review) -> Iterator[Event]:
    # Who published without a proposal of somebody else did not propose anything.
    is_direct = review.proposed_by == review.decided_by and review.state == "published"
    if not is_direct:
        yield _event("proposed", review.proposed_by, review.proposed_at, review.message)
    if review.decided_at is not None:
        yield _event(review.state, review.decided_by, review.decided_at, review.reason)


def _event(kind: str, user_id: str | None, at: dt.datetime, note: str | None) -> Event:
    text = tk._(words.EVENTS[kind]).format(name=name_of(user_id))
    return {"text": text, "at": _instant(at), "note": note or ""}


def _instant(value: dt.datetime | None) -> str:
    return value.astimezone(dt.timezone.utc).isoformat() if value else ""
