"""What the actions on lists of datasets answer."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

Outcome = Literal["create", "created", "exists", "refused"]
State = Literal["ready", "waiting", "running", "stopping", "stopped", "done"]


class Said(TypedDict):
    """Something said of a cell: its column, what is written there, a sentence."""

    column: str
    found: str
    sentence: str


class BulkRow(TypedDict):
    """A row of the file: ``line`` in it, what becomes of it and why.

    ``dataset`` is the name of the dataset that was made, or that was there before.
    """

    line: int
    title: str
    outcome: Outcome
    dataset: str
    problems: list[Said]
    notes: list[Said]


class BulkShown(TypedDict):
    """A list of datasets: its rows, how far it is.

    ``counts`` by outcome; ``done`` of ``total`` rows to create are settled;
    ``unknown`` are names of columns that are not read.
    """

    id: str
    owner_org: str
    file_name: str
    state: State
    is_open: bool
    created_at: str
    expires_at: str
    counts: dict[str, int]
    done: int
    total: int
    unknown: list[str]
    rows: list[BulkRow]


class Planned(TypedDict):
    """A row as it is stored: what is said of it is in codes.

    ``values``, ``link`` and ``blank`` are what a draft is made of.
    """

    line: int
    title: str
    outcome: Outcome
    dataset: str
    values: dict[str, Any]
    link: dict[str, str] | None
    blank: list[str]
    problems: list[dict[str, str]]
    notes: list[dict[str, str]]
