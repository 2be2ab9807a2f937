"""What a check finds: a cell or a column to correct, and its remedy as a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

LONGEST_VALUE: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to correct.

    ``row`` is the row of the file (the header counts), 0 for the whole file;
    ``column`` is empty when several columns are concerned.
    """

    code: str
    row: int = 0
    column: str = ""
    value: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON, its value cut."""
        return {
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "value": excerpt(self.value),
            "facts": dict(self.facts),
        }


@dataclass(slots=True)
class Findings:
    """What is found, counted as it comes; ``limit`` ends the check."""

    limit: int
    kept: list[Finding] = field(default_factory=list[Finding])
    faulty_row_count: int = 0
    _last_row: int = 0

    def add(self, finding: Finding) -> None:
        """Keep a finding, unless there are enough."""
        if self.is_full:
            return
        self.kept.append(finding)
        if finding.row and finding.row != self._last_row:
            self._last_row = finding.row
            self.faulty_row_count += 1

    @property
    def is_full(self) -> bool:
        """Tell whether the check may stop."""
        return len(self.kept) >= self.limit

    def counts(self) -> list[dict[str, Any]]:
        """Return ``column``, ``code`` and ``count``, the most frequent first."""
        counted = Counter((each.column, each.code) for each in self.kept)
        return [
            {"column": column, "code": code, "count": count}
            for (column, code), count in counted.most_common()
        ]


def excerpt(text: str) -> str:
    """Return a text cut for a report, without marks that no reader can see."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return plain if len(plain) <= LONGEST_VALUE else f"{plain[: LONGEST_VALUE - 1]}…"
