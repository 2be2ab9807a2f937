"""Refusals and warnings of the trade, without words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class TerritoryError(Exception):
    """A refusal: a machine code and the facts that its message needs."""

    def __init__(self, code: str, **context: object) -> None:
        super().__init__(code)
        self.code = code
        self.context: Mapping[str, object] = context

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value!r}" for key, value in self.context.items())
        return f"{self.code} ({facts})" if facts else self.code


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning: the work goes on, and people are told."""

    code: str
    context: Mapping[str, object] = field(default_factory=dict[str, object])
