"""Shapes of the results of the actions on partners and runs."""

from __future__ import annotations

from typing import Any, TypedDict


class SourceShown(TypedDict):
    """A partner catalogue; ``last_run`` is None before the first run."""

    id: str
    kind: str
    url: str
    title: str
    owner_org: str
    owner_title: str
    theme_keys: list[str]
    default_theme: str | None
    dataset_count: int
    last_run: RunShown | None


class ThemeShown(TypedDict):
    """A term of a partner, with the number of its datasets."""

    key: str
    kind: str
    label: str
    count: int
    is_selected: bool


class RowShown(TypedDict):
    """A remote dataset in a preview or report, ``reason`` as a sentence."""

    guid: str
    title: str
    operation: str
    reason: str
    themes: list[str]
    notices: list[str]


class PreviewShown(TypedDict):
    """A dry run; ``selected`` and ``outside`` are the partner's own totals."""

    selected: int
    outside: int
    added: int
    updated: int
    unchanged: int
    kept: list[RowShown]
    dropped: list[RowShown]


class RunShown(TypedDict):
    """A run; instants are ISO 8601 in UTC, ``error`` is a sentence or None."""

    id: str
    source_id: str
    status: str
    is_open: bool
    is_listed: bool
    is_complete: bool
    created_at: str
    started_at: str | None
    finished_at: str | None
    seconds: int
    announced: int | None
    total: int
    done: int
    counts: dict[str, int]
    error: str | None
    problems: list[dict[str, Any]]
    missing: list[dict[str, Any]]
