"""Rows left out of the figures: how many, why, and where the first are."""

from __future__ import annotations

from typing import Any

EXAMPLES = 3


class Refusals:
    """Counts refused rows by reason; the first lines of each are kept."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._lines: dict[str, list[int]] = {}

    def add(self, reason: str, line: int) -> None:
        """Count a row that is left out."""
        count = self._counts.get(reason, 0)
        self._counts[reason] = count + 1
        if count < EXAMPLES:
            self._lines.setdefault(reason, []).append(line)

    @property
    def total(self) -> int:
        """How many rows were left out."""
        return sum(self._counts.values())

    def to_json(self) -> list[dict[str, Any]]:
        """Return ``reason``, ``count`` and first ``lines``, most frequent first."""
        order = sorted(self._counts, key=lambda reason: -self._counts[reason])
        return [
            {
                "reason": reason,
                "count": self._counts[reason],
                "lines": self._lines[reason],
            }
            for reason in order
        ]
