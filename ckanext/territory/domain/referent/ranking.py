"""Ranking of referents for a sentence, each with the reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ckanext.territory.domain.french import Synonyms
from ckanext.territory.domain.referent.candidate import Candidate, Match, Reason
from ckanext.territory.domain.referent.index import Numbers, Place, Postings, Shares
from ckanext.territory.domain.referent.question import Reader, Unit
from ckanext.territory.domain.referent.scoring import Found, score
from ckanext.territory.domain.theme import ThemeTree

SENTENCE_LIMIT = 1_000
_FULL = 0.65
_MARGIN_SHARE = 0.5
_TELLING = frozenset({"problems", "skills"})
_WELL = 0.3
_ELSEWHERE = 0.4
_AT_THE_PLACE = 1.1


class ReferentIndex:
    """Candidates ready to be searched; built once, then only read."""

    def __init__(
        self, candidates: Iterable[Candidate], tree: ThemeTree, synonyms: Synonyms
    ) -> None:
        """Index the candidates; ties keep their order."""
        self._candidates = tuple(candidates)
        self._postings = Postings(self._candidates, tree)
        self._reader = Reader(self._postings, synonyms)
        self._numbers = {one.id: at for at, one in enumerate(self._candidates)}
        self._bound, self._holders = _territories(self._candidates)

    def __len__(self) -> int:
        """Return the number of candidates."""
        return len(self._candidates)

    def __contains__(self, referent_id: object) -> bool:
        """Tell whether a candidate has this id."""
        return referent_id in self._numbers

    @property
    def territories(self) -> frozenset[str]:
        """The codes of the places that somebody covers."""
        return frozenset(self._holders)

    def search(
        self,
        sentence: str,
        limit: int = 3,
        among: Collection[str] | None = None,
        near: Collection[str] | None = None,
    ) -> list[Match]:
        """Return the best candidates for a sentence, best first.

        Only the first 1,000 characters are read. `among` restricts the answer to
        these ids. `near` holds the codes of the place that is meant, of those around
        it and of those within: who covers only other places comes after. The list is
        empty when no word of the sentence leads to anybody.
        """
        units = self._reader.units(sentence[:SENTENCE_LIMIT])
        totals, found = score(self._postings, units)
        if near is not None:
            totals = totals * self._nearness(near)
        if among is not None:
            totals = totals * self._allowed(among)
        ranked = _best(totals, max(limit, 2))
        return self._matches(ranked, totals, units, found)[:limit]

    def _nearness(self, near: Collection[str]) -> Shares:
        factors = np.where(self._bound, np.float32(_ELSEWHERE), np.float32(1))
        for code in self._holders.keys() & near:
            factors[self._holders[code]] = _AT_THE_PLACE
        return factors

    def _allowed(self, among: Collection[str]) -> Shares:
        allowed = np.zeros(len(self._candidates), np.float32)
        allowed[[self._numbers[one] for one in among if one in self._numbers]] = 1
        return allowed

    def _matches(
        self,
        ranked: Numbers,
        totals: Shares,
        units: Sequence[Unit],
        found: Sequence[Found],
    ) -> list[Match]:
        whole = sum(unit.weight for unit in units) or 1.0
        scores = [float(totals[number]) for number in ranked]
        return [
            Match(
                id=self._candidates[int(number)].id,
                score=round(scores[position], 4),
                confidence=_confidence(scores, position, whole),
                reasons=self._reasons(int(number), units, found),
            )
            for position, number in enumerate(ranked)
        ]

    def _reasons(
        self, number: int, units: Sequence[Unit], found: Sequence[Found]
    ) -> tuple[Reason, ...]:
        """Return the matched texts, heaviest first, each with the words that met it."""
        starts = self._postings.starts
        first = starts[number]
        after = (
            starts[number + 1]
            if number + 1 < len(starts)
            else len(self._postings.places)
        )
        grouped: dict[Place, tuple[float, list[str]]] = {}
        for unit, (places, values) in zip(units, found, strict=True):
            low, high = np.searchsorted(places, (first, after))
            if low == high:
                continue
            at = low + self._telling(places[low:high], values[low:high])
            place = self._postings.places[int(places[at])]
            total, words = grouped.get(place, (0.0, []))
            grouped[place] = (total + float(values[at]), [*words, *unit.words])
        ordered = sorted(grouped.items(), key=lambda entry: -entry[1][0])
        return tuple(
            Reason(words=tuple(words), field=place.field, text=place.text)
            for place, (_, words) in ordered
        )

    def _telling(self, places: Numbers, values: Shares) -> int:
        """Return the text that explains best: what somebody handles, if well met."""
        best = int(np.argmax(values))
        told = [
            at
            for at in range(len(places))
            if self._postings.places[int(places[at])].field in _TELLING
            and values[at] >= _WELL * values[best]
        ]
        return max(told, key=lambda at: float(values[at]), default=best)


def _best(totals: Shares, count: int) -> Numbers:
    """Return the candidates with the greatest totals, ties in their order."""
    reached = np.flatnonzero(totals > 0).astype(np.int32)
    order = np.argsort(-totals[reached], kind="stable")
    return reached[order[:count]]


def _territories(
    candidates: Sequence[Candidate],
) -> tuple[NDArray[np.bool_], dict[str, Numbers]]:
    """Return who covers only some places, and who covers each."""
    holders: dict[str, list[int]] = {}
    for number, candidate in enumerate(candidates):
        for code in candidate.territories:
            holders.setdefault(code, []).append(number)
    bound = np.array([bool(one.territories) for one in candidates], np.bool_)
    return bound, {code: np.array(held, np.int32) for code, held in holders.items()}


def _confidence(scores: Sequence[float], position: int, whole: float) -> float:
    """Return how sure a match is (0–1): how much is met, and how far from others."""
    own = scores[position]
    others = [scores[0]] if position else scores[1:2]
    rival = others[0] if others else 0.0
    covered = min(1.0, own / (_FULL * whole))
    margin = max(0.0, 1 - rival / own)
    share = (1 - _MARGIN_SHARE) + _MARGIN_SHARE * min(1.0, 2 * margin)
    return round(covered * share, 2)
