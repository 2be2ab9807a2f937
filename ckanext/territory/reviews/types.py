"""What the actions on reviews answer."""

from __future__ import annotations

from typing import Any, TypedDict


class Check(TypedDict):
    """A line of the checklist; ``url`` leads to where it is put right."""

    code: str
    field: str
    label: str
    is_met: bool
    is_blocking: bool
    remedy: str
    url: str


class Event(TypedDict):
    """Who did what and when (ISO, UTC), in words; ``note`` is what they said."""

    text: str
    at: str
    note: str


class Proposal(TypedDict):
    """The latest proposal of a dataset; ``decided_at`` is empty while it waits."""

    state: str
    label: str
    proposed_by: str
    proposed_at: str
    message: str
    decided_by: str
    decided_at: str
    reason: str


class ReviewShown(TypedDict):
    """Answer of ``territory_review_show``; ``refusal`` is why one may not publish."""

    dataset: dict[str, Any]
    needs_review: bool
    may_publish: bool
    may_propose: bool
    may_refuse: bool
    may_withdraw: bool
    refusal: str
    is_ready: bool
    score: float
    review: Proposal | None
    history: list[Event]
    checklist: list[Check]


class Waiting(TypedDict):
    """A proposal in the list: its dataset, who proposed it, how it stands."""

    dataset_id: str
    name: str
    title: str
    type: str
    organization: str
    review: Proposal


class ReviewList(TypedDict):
    """Answer of ``territory_review_list``."""

    waiting_count: int
    waiting: list[Waiting]
    proposed: list[Waiting]


class Published(TypedDict):
    """A dataset that was published."""

    id: str
    name: str
    type: str
    title: str
    state: str
