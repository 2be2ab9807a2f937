"""What a line of a budget says besides its amounts."""

from __future__ import annotations

from typing import NamedTuple

from ckanext.territory.domain.budget.words import Flow, OperationKind, Section


class Meaning(NamedTuple):
    """All of a line but its amounts: the same for many lines."""

    chapter: str | None
    chapter_label: str | None
    account: str
    account_label: str | None
    function: str | None
    function_label: str | None
    operation: str | None
    section: Section
    kind: OperationKind
    flow: Flow
    is_specialized: bool | None
    notices: tuple[str, ...]
