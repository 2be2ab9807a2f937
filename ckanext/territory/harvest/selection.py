"""Which remote datasets a collection wants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Keys of remote themes; a dataset with any of them is wanted."""

    keys: frozenset[str]

    def reason(self, theme_keys: Iterable[str]) -> str | None:
        """Return the first selected key that a dataset carries, or None."""
        return next((key for key in theme_keys if key in self.keys), None)
