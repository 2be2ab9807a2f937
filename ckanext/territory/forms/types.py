"""Results of the actions of the step form."""

from __future__ import annotations

from typing import Any, TypedDict


class Copy(TypedDict):
    """What a person typed and did not save.

    ``steps`` holds values by step, ``bases`` the fingerprints they started from,
    ``seen`` the stamp of each step. ``saved_at`` is an ISO instant in UTC.
    """

    id: str
    type: str
    title: str
    steps: dict[str, dict[str, Any]]
    bases: dict[str, dict[str, str]]
    seen: dict[str, str]
    based_on: str
    saved_at: str


class Draft(TypedDict):
    """A draft of the caller: ``name`` is empty for a form never sent."""

    id: str
    type: str
    name: str
    title: str
    saved_at: str
    is_sent: bool


class Conflict(TypedDict):
    """A field changed on both sides since the form was opened.

    ``base`` is the fingerprint of what the others left.
    """

    field: str
    mine: Any
    theirs: Any
    base: str


class Saved(TypedDict):
    """A saved step; nothing was saved when there are ``conflicts``."""

    id: str
    name: str
    state: str
    conflicts: list[Conflict]
