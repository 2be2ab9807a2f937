"""What inspection finds: facts, warnings, proposals with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as holds
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A value for a field of the dataset, and the fact that it rests on.

    ``value`` is what the dataset stores, ``text`` how people call it; ``reason`` is a
    code of the messages, ``facts`` what its sentence needs; ``confidence`` is 0-1.
    """

    field: str
    value: Any
    reason: str
    facts: Mapping[str, Any] = holds(default_factory=dict[str, Any])
    text: str = ""
    confidence: float = 0.8

    def to_json(self) -> Json:
        """Return the proposal as the form reads it."""
        return {
            "field": self.field,
            "value": self.value,
            "text": self.text,
            "reason": {"code": self.reason, **self.facts},
            "confidence": round(self.confidence, 2),
        }


def warning(code: str, **facts: Any) -> Json:  # noqa: ANN401 - facts of any kind
    """Return a warning with the facts that its sentence needs."""
    return {"code": code, **facts}


def percent(share: float) -> int:
    """Return a share as whole per cent; 100 only when nothing is missing."""
    return 100 if share >= 1 else min(99, round(share * 100))
