"""What the actions on beginnings answer."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

Choice = Literal["", "accept", "refuse"]


class Answers(TypedDict, total=False):
    """What a person has answered so far.

    ``choices`` by key of proposal; ``title`` as the person wrote it; ``is_checked``
    when the personal data were looked at; ``stage`` and ``decision_number`` are what a
    budget file does not say.
    """

    title: str
    choices: dict[str, str]
    is_checked: bool
    stage: str
    decision_number: str


class Proposal(TypedDict):
    """A proposal: its key, the fields it fills, its words and its answer.

    ``values`` are the fields as the dataset stores them; ``confidence`` is 0–1.
    """

    key: str
    values: dict[str, Any]
    text: str
    reason: str
    confidence: float
    choice: Choice


class Warned(TypedDict):
    """A warning in words; ``is_serious`` asks people to look before going on."""

    code: str
    sentence: str
    is_serious: bool


class StartShown(TypedDict):
    """A file received, what was read in it, and what was answered."""

    id: str
    owner_org: str
    file_name: str
    file_kind: str
    is_budget: bool
    created_at: str
    expires_at: str
    title: str
    inspection: dict[str, Any]
    proposals: list[Proposal]
    warnings: list[Warned]
    answers: Answers


class StartLine(TypedDict):
    """A publication begun and not finished; ``kind`` is file or bulk."""

    id: str
    kind: Literal["file", "bulk"]
    title: str
    file_name: str
    created_at: str
    expires_at: str


class Draft(TypedDict):
    """A dataset that a beginning led to.

    ``state`` is draft or active; ``step`` is where the form goes on.
    """

    id: str
    name: str
    type: str
    title: str
    state: str
    step: int
    notices: list[str]


class TemplateLine(TypedDict):
    """A template; ``may_delete`` tells whether the caller may remove it."""

    id: str
    title: str
    dataset_type: str
    owner_org: str
    organization: str
    created_at: str
    may_delete: bool
