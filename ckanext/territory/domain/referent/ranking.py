"""Ranking of referents for a sentence, each with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ckanext.territory.domain.french import Synonyms
from ckanext.territory.domain.referent.candidate import Candidate, Match, Reason
from ckanext.territory.domain.referent.index import Hit, Place, Postings
from ckanext.territory.domain.referent.question import Reader, Unit, Way
from ckanext.territory.domain.theme import ThemeTree

SENTENCE_LIMIT = 1_000
_TOGETHER = 0.3
_FULL = 0.65
_MARGIN_SHARE = 0.5


@dataclass(slots=True)
class _Tally:
    """What a candidate has gathered: per unit its best hit, per text its sum."""

    score: float = 0.0
    best: dict[int, tuple[float, Hit]] = field(
        default_factory=dict[int, tuple[float, Hit]]
    )
    texts: dict[int, list[float]] = field(default_factory=dict[int, list[float]])


class ReferentIndex:
    """Candidates ready to be searched; built once, then only read."""

    def __init__(
        self, candidates: Iterable[Candidate], tree: ThemeTree, synonyms: Synonyms
    ) -> None:
        """Index the candidates; ties keep their order."""
        self._candidates = tuple(candidates)
        self._postings = Postings(self._candidates, tree)
        self._reader = Reader(self._postings, synonyms)

    def __len__(self) -> int:
        """Return the number of candidates."""
        return len(self._candidates)

    def search(
        self, sentence: str, limit: int = 3, among: frozenset[str] | None = None
    ) -> list[Match]:
        """Return the best candidates for a sentence, best first.

        Only the first 1,000 characters are read. `among` restricts the answer to
        these ids. The list is empty when no word of the sentence leads to anybody.
        """
        units = self._reader.units(sentence[:SENTENCE_LIMIT])
        tallies: dict[int, _Tally] = {}
        for number, unit in enumerate(units):
            self._count(number, unit, tallies)
        ranked = sorted(
            (
                (_final(tally), candidate, tally)
                for candidate, tally in tallies.items()
                if among is None or self._candidates[candidate].id in among
            ),
            key=lambda entry: (-entry[0], entry[1]),
        )
        return self._matches(ranked, units, limit)

    def _count(self, number: int, unit: Unit, tallies: dict[int, _Tally]) -> None:
        """Add the best reading of a unit to each candidate that it meets."""
        best: dict[int, tuple[float, Hit]] = {}
        texts: dict[tuple[int, int], float] = {}
        for way in unit.ways:
            for candidate, (share, hit) in self._read(way, texts).items():
                if share > best.get(candidate, (0.0, hit))[0]:
                    best[candidate] = (share, hit)
        for candidate, (share, hit) in best.items():
            tally = tallies.setdefault(candidate, _Tally())
            tally.score += unit.weight * share
            tally.best[number] = (unit.weight * share, hit)
        for (candidate, place), share in texts.items():
            tally = tallies.setdefault(candidate, _Tally())
            tally.texts.setdefault(place, []).append(unit.weight * share)

    def _read(
        self, way: Way, texts: dict[tuple[int, int], float]
    ) -> dict[int, tuple[float, Hit]]:
        """Return, per candidate, the share (0–1) of a reading that it meets."""
        whole = sum(self._postings.worth(stem) for stem, _ in way.stems)
        met: dict[int, tuple[float, Hit]] = {}
        for stem, quality in way.stems:
            factor = quality * self._postings.worth(stem) / whole
            strongest: dict[int, Hit] = {}
            for hit in self._postings.hits(stem):
                candidate, strength, place = hit
                known = strongest.get(candidate)
                if known is None or strength > known.strength:
                    strongest[candidate] = hit
                if way.is_typed:
                    key = (candidate, place)
                    texts[key] = max(texts.get(key, 0.0), factor * strength)
            for candidate, hit in strongest.items():
                share, first = met.get(candidate, (0.0, hit))
                shown = hit if hit.strength > first.strength else first
                met[candidate] = (share + factor * hit.strength, shown)
        return met

    def _matches(
        self,
        ranked: Sequence[tuple[float, int, _Tally]],
        units: Sequence[Unit],
        limit: int,
    ) -> list[Match]:
        whole = sum(unit.weight for unit in units) or 1.0
        found: list[Match] = []
        for position, (score, candidate, tally) in enumerate(ranked[:limit]):
            rival = ranked[1 - position][0] if position <= 1 < len(ranked) else 0.0
            if position > 1:
                rival = ranked[0][0]
            found.append(
                Match(
                    id=self._candidates[candidate].id,
                    score=round(score, 4),
                    confidence=_confidence(score, rival, whole),
                    reasons=_reasons(tally, units, self._postings.places),
                )
            )
        return found


def _final(tally: _Tally) -> float:
    """Return the score, with a bonus for words that meet in one same text."""
    together = max(
        (sum(parts) - max(parts) for parts in tally.texts.values()), default=0
    )
    return tally.score + _TOGETHER * together


def _confidence(score: float, rival: float, whole: float) -> float:
    """Return how sure a match is (0–1): how much is met, and how far from others."""
    covered = min(1.0, score / (_FULL * whole))
    margin = max(0.0, 1 - rival / score) if score else 0.0
    share = (1 - _MARGIN_SHARE) + _MARGIN_SHARE * min(1.0, 2 * margin)
    return round(covered * share, 2)


def _reasons(
    tally: _Tally, units: Sequence[Unit], places: Sequence[Place]
) -> tuple[Reason, ...]:
    """Return the matched texts, heaviest first, each with the words that met it."""
    grouped: dict[Place, tuple[float, list[str]]] = {}
    for number, (weight, hit) in sorted(tally.best.items()):
        place = places[hit.place]
        total, words = grouped.get(place, (0.0, []))
        grouped[place] = (total + weight, [*words, *units[number].words])
    ordered = sorted(grouped.items(), key=lambda entry: -entry[1][0])
    return tuple(
        Reason(words=tuple(words), field=place.field, text=place.text)
        for place, (_, words) in ordered
    )
