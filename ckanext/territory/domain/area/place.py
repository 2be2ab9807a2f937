"""A place, and the levels that places are of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Level: TypeAlias = Literal[
    "infracommunale", "commune", "epci", "canton", "departement", "region", "pays",
    "autre",
]  # fmt: skip
# From the smallest to the largest; ``autre`` is last because it has no place there.
LEVELS: tuple[Level, ...] = get_args(Level)
COUNTRY = ("pays", "FR")


@dataclass(frozen=True, slots=True)
class Area:
    """A place of a year; ``parents`` are the smallest places that hold it whole.

    ``kind`` is the sort of an EPCI (CC, CA, CU, METRO, MET69, EPT); ``siren`` that of
    the commune or EPCI, where it has one.
    """

    level: str
    code: str
    name: str
    population: int | None = None
    parents: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    siren: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells the place from all others."""
        return self.level, self.code
