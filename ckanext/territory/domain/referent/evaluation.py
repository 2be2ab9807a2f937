"""How often the right person is found: rates over sentences whose answer is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ckanext.territory.domain.referent.candidate import Match

DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence and the id of the referent who should be found."""

    sentence: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A sentence whose person did not come first.

    `rank` is the place of the right person, None when not among the first ten;
    `found` holds the matches that came, best first.
    """

    case: Case
    rank: int | None
    found: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Rates from 0 to 1; all 0 when there is no case.

    `mrr` is the mean of 1/rank over the first ten (Voorhees, TREC-8, 1999).
    """

    count: int
    top_1: float
    top_3: float
    mrr: float
    misses: Sequence[Miss]


def evaluate(
    search: Callable[[str, int], Sequence[Match]], cases: Iterable[Case]
) -> Evaluation:
    """Search every sentence (sentence, number of answers) and return the rates."""
    ranks: list[int | None] = []
    misses: list[Miss] = []
    for case in cases:
        found = search(case.sentence, DEPTH)
        ids = [match.id for match in found]
        rank = ids.index(case.expected) + 1 if case.expected in ids else None
        ranks.append(rank)
        if rank != 1:
            misses.append(Miss(case=case, rank=rank, found=tuple(found[:3])))
    count = len(ranks)
    met = [rank for rank in ranks if rank is not None]
    return Evaluation(
        count=count,
        top_1=_share(sum(rank == 1 for rank in met), count),
        top_3=_share(sum(rank <= 3 for rank in met), count),  # noqa: PLR2004 - its name
        mrr=_share(sum(1 / rank for rank in met), count),
        misses=misses,
    )


def _share(part: float, count: int) -> float:
    return round(part / count, 4) if count else 0.0
