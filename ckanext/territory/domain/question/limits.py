"""How many questions are taken, so that nobody is buried under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ckanext.territory.domain.errors import TerritoryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Questions of the last hour; of a dataset, those of the last day."""

    sender: int = 0
    network: int = 0
    dataset: int = 0
    site: int = 0


LIMITS: Final = Counts(sender=3, network=5, dataset=20, site=200)


def check_limits(counts: Counts, limits: Counts = LIMITS) -> None:
    """Raise TerritoryError ``question.limit`` when one more would be too many."""
    for name in ("sender", "network", "dataset", "site"):
        if getattr(counts, name) >= getattr(limits, name):
            raise TerritoryError("question.limit", what=name)
