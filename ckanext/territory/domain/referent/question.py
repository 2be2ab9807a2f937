"""A sentence cut into units of meaning, each with the words that may stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ckanext.territory.domain.french import Synonyms, Token, tokenize
from ckanext.territory.domain.referent.index import Postings
from ckanext.territory.domain.referent.spelling import Spelling

WORD_LIMIT = 60
_MISSPELT = 0.85
_COUSIN = 0.55
_MEANING = 0.9
_KNOWN_TERM = 0.5
_KNOWN_GAIN = 1.55
_FAINT = 0.45
_UNKNOWN_WORD = 0.35
_LONGER = 0.2
_EARLY = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One reading of a unit: stems that together say it, each with its quality."""

    stems: tuple[tuple[str, float], ...]
    is_typed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A word or term of the sentence, its weight, and its readings."""

    words: tuple[str, ...]
    weight: float
    ways: tuple[Way, ...]


class Reader:
    """Cuts sentences into units, by the words that an index knows."""

    def __init__(self, postings: Postings, synonyms: Synonyms) -> None:
        """Keep what the sentences are read against."""
        self._postings = postings
        self._synonyms = synonyms
        self._words = postings.words()
        self._spelling = Spelling(self._words | synonyms.words)

    def units(self, sentence: str) -> list[Unit]:
        """Return the units of a sentence, at most 60 words of it.

        A term with synonyms is one unit, whatever its length; every other word is
        a unit of its own. A word typed twice counts once.
        """
        tokens = list({token.stem: token for token in tokenize(sentence)}.values())
        tokens = tokens[:WORD_LIMIT]
        spelt = [self._spelt(token.stem) for token in tokens]
        units: list[Unit] = []
        next_one = 0
        for found in self._synonyms.expand([stem for stem, _ in spelt]):
            units += [self._word(tokens[at]) for at in range(next_one, found.start)]
            span = tokens[found.start : found.end]
            sure = min(share for _, share in spelt[found.start : found.end])
            units.append(self._term(span, found.meanings, _MEANING * sure))
            next_one = found.end
        units += [self._word(token) for token in tokens[next_one:]]
        return [replace(u, weight=u.weight * _EARLY**at) for at, u in enumerate(units)]

    def _spelt(self, stem: str) -> tuple[str, float]:
        """Return the known stem that a typed one stands for, and how surely."""
        if stem in self._spelling:
            return stem, 1.0
        near = self._spelling.near(stem) or self._spelling.cousins(stem)
        return (near[0], _MISSPELT) if near else (stem, 1.0)

    def _readings(self, stem: str) -> list[tuple[str, float]]:
        """Return the stems of the index that a typed one may stand for, best first."""
        cousins = [(word, _COUSIN) for word in self._spelling.cousins(stem)]
        if stem in self._spelling:
            return [(stem, 1.0), *cousins]
        near = [(word, _MISSPELT) for word in self._spelling.near(stem)]
        return near or cousins or [(stem, 1.0)]

    def _word(self, token: Token) -> Unit:
        ways = [
            Way(stems=(reading,), is_typed=True)
            for reading in self._readings(token.stem)
        ]
        return self._unit([token], ways, _UNKNOWN_WORD)

    def _term(
        self,
        tokens: Sequence[Token],
        meanings: Sequence[tuple[str, ...]],
        quality: float,
    ) -> Unit:
        typed = tuple(self._readings(token.stem)[0] for token in tokens)
        meant = [
            Way(stems=tuple((stem, quality) for stem in meaning), is_typed=False)
            for meaning in meanings
        ]
        return self._unit(
            tokens, [Way(stems=typed, is_typed=True), *meant], _KNOWN_TERM
        )

    def _unit(self, tokens: Sequence[Token], ways: list[Way], floor: float) -> Unit:
        rarities = [
            self._postings.rarity(stem)
            for way in ways
            for stem, _ in way.stems
            if stem in self._words
        ]
        weight = max(rarities, default=floor * self._postings.rarest)
        if all(token.is_faint for token in tokens):
            weight *= _FAINT
        elif any(not way.is_typed for way in ways):
            weight *= _KNOWN_GAIN * (1 + _LONGER * (len(tokens) - 1))
        return Unit(
            words=tuple(token.surface for token in tokens),
            weight=weight,
            ways=tuple(ways),
        )
