"""Publishing, and the review of publications."""

from __future__ import annotations

import logging
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import messages
from ckanext.territory.access import caller, sees_all
from ckanext.territory.domain.review import Standing
from ckanext.territory.logic.schema import review as schema
from ckanext.territory.model.review import Review
from ckanext.territory.reviews import checklist, guard, publishing, showing
from ckanext.territory.reviews.types import Published, ReviewList, ReviewShown
from ckanext.territory.saving import DRAFT

__all__ = [
    "territory_dataset_publish",
    "territory_review_create",
    "territory_review_decide",
    "territory_review_list",
    "territory_review_show",
    "territory_review_withdraw",
]

log = logging.getLogger(__name__)


@tk.side_effect_free
@tk.validate_action_data(schema.review_show)
def territory_review_show(context: Context, data_dict: DataDict) -> ReviewShown:
    """Return how a dataset stands before its publication.

    Accepts:
        id: id or name of the dataset.

    Returns:
        ``dataset`` (as package_show), ``needs_review``, what the caller may do
        (``may_publish``, ``may_propose``, ``may_refuse``, ``may_withdraw``; all false
        once it is published), ``refusal`` (why the caller may not publish),
        ``is_ready`` (nothing blocking is left), ``score`` (0–1), ``review`` (the latest
        proposal or None), ``history`` (sentences, the latest first) and ``checklist``
        (code, field, label, is_met, is_blocking, remedy, url).

    Who may call: who may change the dataset. Others get ObjectNotFound.
    """
    _check("territory_review_show", context, data_dict)
    dataset = _dataset(context, data_dict["id"])
    checks = checklist.checklist(dataset, checklist.errors_of(context, dataset))
    reviews = showing.reviews_of(dataset["id"])
    now = _standing(context, dataset)
    is_draft = dataset["state"] == DRAFT
    return {
        "dataset": dataset,
        "needs_review": now.needs_review,
        "may_publish": is_draft and now.may_publish,
        "may_propose": is_draft and now.may_propose,
        "may_refuse": is_draft and now.may_refuse,
        "may_withdraw": is_draft and now.may_withdraw,
        "refusal": messages.describe(now.refusal, {}) if now.refusal else "",
        "is_ready": not checklist.refused(checks, is_checked=True),
        "score": checklist.score(dataset),
        "review": showing.proposal(reviews[0]) if reviews else None,
        "history": showing.history(reviews),
        "checklist": checks,
    }


@tk.validate_action_data(schema.review_create)
def territory_review_create(context: Context, data_dict: DataDict) -> ReviewShown:
    """Propose a draft for publication to the other editors of its organization.

    Accepts:
        id: id or name of the dataset.
        message: what the others should know.
        is_checked: the personal data found in the files were looked at.

    Returns:
        As ``territory_review_show``.

    Who may call: editors of an organization that wants reviews. Refused while
    something blocking is left in the checklist, with the remedy at each field.
    """
    _check("territory_review_create", context, data_dict)
    dataset = _dataset(context, data_dict["id"])
    publishing.check_draft(dataset)
    user = _user(context)
    guard.lock(dataset["id"])
    now = _standing(context, dataset)
    if now.is_proposed:
        raise publishing.refused("id", "review.already_proposed")
    if not now.may_propose:
        raise publishing.refused(
            "id", "review.no_review" if now.is_editor else "review.not_editor"
        )
    checks = publishing.ready(
        context, dataset, is_checked=bool(data_dict.get("is_checked"))
    )
    model.Session.add(
        Review(
            dataset_id=dataset["id"],
            proposed_by=user.id,
            message=data_dict.get("message") or "",
            checklist=checks,
        )
    )
    model.Session.commit()
    log.info("Publication of %s proposed", dataset["id"])
    return tk.get_action("territory_review_show")(
        tk.fresh_context(context), {"id": dataset["id"]}
    )


@tk.validate_action_data(schema.review_decide)
def territory_review_decide(context: Context, data_dict: DataDict) -> Published:
    """Publish a proposed dataset, or send it back with a reason.

    Accepts:
        id: id or name of the dataset.
        decision: publish or refuse.
        reason: needed to refuse; may go with a publication.

    Returns:
        ``id``, ``name``, ``type``, ``title`` and ``state`` of the dataset.

    Who may call: an editor of the organization who did not propose it; sysadmins. The
    second of two people who decide gets a ValidationError at ``decision``.
    """
    _check("territory_review_decide", context, data_dict)
    dataset = _dataset(context, data_dict["id"])
    user = _user(context)
    guard.lock(dataset["id"])
    review = guard.open_review(dataset["id"], lock=True)
    if review is None:
        raise tk.ValidationError({"decision": [publishing.already(dataset["id"])]})
    now = guard.standing(context, dataset.get("owner_org"), review)
    if now.refusal:
        raise tk.NotAuthorized(messages.describe(now.refusal, {}))
    reason = data_dict.get("reason") or ""
    if data_dict["decision"] == "publish":
        review.reason = reason
        return publishing.publish(context, dataset, is_checked=True)
    if not reason:
        raise publishing.refused("reason", "review.reason")
    guard.settle(review, "refused", user.id, reason)
    model.Session.commit()
    log.info("Publication of %s refused", dataset["id"])
    return publishing.told(dataset)


@tk.validate_action_data(schema.review_withdraw)
def territory_review_withdraw(context: Context, data_dict: DataDict) -> Published:
    """Take a proposal back; the dataset stays a draft.

    Accepts:
        id: id or name of the dataset.

    Returns:
        ``id``, ``name``, ``type``, ``title`` and ``state`` of the dataset.

    Who may call: who proposed it; sysadmins.
    """
    _check("territory_review_withdraw", context, data_dict)
    dataset = _dataset(context, data_dict["id"])
    guard.lock(dataset["id"])
    review = guard.open_review(dataset["id"], lock=True)
    if review is None:
        raise tk.ValidationError({"id": [publishing.already(dataset["id"])]})
    if not guard.standing(context, dataset.get("owner_org"), review).may_withdraw:
        raise tk.NotAuthorized(tk._("Only who proposed it may take it back."))
    guard.settle(review, "withdrawn", _user(context).id)
    model.Session.commit()
    return publishing.told(dataset)


@tk.validate_action_data(schema.dataset_publish)
def territory_dataset_publish(context: Context, data_dict: DataDict) -> Published:
    """Publish a draft, where its organization wants no review.

    The whole dataset is validated; ``issued`` becomes today when it is empty.

    Accepts:
        id: id or name of the dataset.
        is_checked: the personal data found in the files were looked at.

    Returns:
        ``id``, ``name``, ``type``, ``title`` and ``state`` of the dataset.

    Who may call: who may change the dataset; where reviews are wanted, sysadmins.
    Raises ValidationError by field, at ``state`` when somebody else has to decide.
    """
    _check("territory_dataset_publish", context, data_dict)
    dataset = _dataset(context, data_dict["id"])
    now = _standing(context, dataset)
    if now.needs_review and now.refusal:
        raise publishing.refused("state", now.refusal)
    return publishing.publish(
        context, dataset, is_checked=bool(data_dict.get("is_checked"))
    )


@tk.side_effect_free
@tk.validate_action_data(schema.review_list)
def territory_review_list(context: Context, data_dict: DataDict) -> ReviewList:
    """Return the proposals that wait for the caller, and those the caller made.

    Accepts:
        limit: at most so many of each, 50 unless told; 0 gives the count alone.

    Returns:
        ``waiting_count``, ``waiting`` (the oldest first) and ``proposed`` (the latest
        first): rows of ``dataset_id``, ``name``, ``title``, ``type``,
        ``organization`` and ``review``.

    Who may call: who is logged in.
    """
    tk.check_access("territory_review_list", context, data_dict)
    user = _user(context)
    limit = min(data_dict.get("limit", showing.SHOWN), showing.SHOWN)
    count, waiting = showing.waiting(user.id, limit, everywhere=sees_all(context))
    return {
        "waiting_count": count,
        "waiting": waiting,
        "proposed": showing.proposed_by(user.id, limit) if limit else [],
    }


def _check(name: str, context: Context, data_dict: DataDict) -> None:
    """Hide the dataset from those who may not change it."""
    try:
        tk.check_access(name, context, data_dict)
    except tk.NotAuthorized:
        raise tk.ObjectNotFound from None


def _user(context: Context) -> model.User:
    user = caller(context)
    if user is None:
        raise tk.NotAuthorized
    return user


def _dataset(context: Context, dataset_id: str) -> dict[str, Any]:
    return tk.get_action("package_show")(tk.fresh_context(context), {"id": dataset_id})


def _standing(context: Context, dataset: dict[str, Any]) -> Standing:
    review = guard.open_review(dataset["id"])
    return guard.standing(context, dataset.get("owner_org"), review)
