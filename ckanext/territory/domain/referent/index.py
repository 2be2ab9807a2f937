"""The inverted index behind the search: words to texts, texts to referents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ckanext.territory.domain.french import analyze
from ckanext.territory.domain.referent.candidate import Candidate, MatchedField
from ckanext.territory.domain.theme import Theme, ThemeTree

# What a word is worth by where it is found; chosen on the tuning half of the
# evaluation sentences (tests/unit/domain/data/referent_sentences.tsv).
WEIGHTS: dict[MatchedField, float] = {
    "problems": 1.0,
    "skills": 0.8,
    "function": 0.8,
    "service": 0.75,
    "theme": 0.65,
    "datasets": 0.5,
}
_OTHER_NAME = 0.85
_ABOVE = 0.45
_BELOW = 0.55
_DEDUCED = 0.8
_ABSENT = 0.5
_FREE_LENGTH = 3
_LENGTH_COST = 0.08


class Hit(NamedTuple):
    """A text where a word was found: its number, and a strength of at most 1."""

    candidate: int
    strength: float
    place: int


class Place(NamedTuple):
    """A text of a candidate; that of a theme is its code."""

    field: MatchedField
    text: str


class Postings:
    """Where each stem occurs among the candidates' own texts and themes.

    Words of themes are kept once for all candidates. Places number the texts; a
    theme held by several candidates counts as another place for each.
    """

    def __init__(self, candidates: Sequence[Candidate], tree: ThemeTree) -> None:
        """Index the candidates in their order."""
        self.size = len(candidates)
        self.places: list[Place] = []
        self._words: dict[str, list[Hit]] = {}
        self._theme_words = _theme_words(tree.all())
        self._holders: dict[str, list[Hit]] = {}
        for number, candidate in enumerate(candidates):
            for kind, text in _own_texts(candidate):
                self._add(number, kind, text)
            self._add_themes(number, candidate, tree)
        self._rarity = {word: self._measure(word) for word in self.words()}
        self.rarest = math.log(1 + (self.size + 0.5) / 0.5) if self.size else 1.0

    def words(self) -> set[str]:
        """Return every stem that leads to a candidate."""
        reached = {
            word
            for word, themes in self._theme_words.items()
            if any(code in self._holders for code, _ in themes)
        }
        return reached | self._words.keys()

    def rarity(self, word: str) -> float:
        """Return the weight of a word: high when few candidates have it.

        Source: inverse document frequency of Okapi BM25 (Robertson, Zaragoza 2009).
        """
        return self._rarity.get(word, self.rarest)

    def worth(self, word: str) -> float:
        """Return the part of a word in a term: less when nobody has it."""
        return self._rarity.get(word, _ABSENT * self.rarest)

    def hits(self, word: str) -> Iterator[Hit]:
        """Yield the texts that hold a stem, each with the candidate it belongs to."""
        yield from self._words.get(word, ())
        for code, strength in self._theme_words.get(word, ()):
            for candidate, closeness, place in self._holders.get(code, ()):
                yield Hit(candidate, strength * closeness, place)

    def _add(self, number: int, kind: MatchedField, text: str) -> None:
        stems = dict.fromkeys(analyze(text))
        hit = Hit(number, WEIGHTS[kind] / _length_cost(len(stems)), len(self.places))
        for word in stems:
            self._words.setdefault(word, []).append(hit)
        self.places.append(Place(kind, text))

    def _add_themes(self, number: int, candidate: Candidate, tree: ThemeTree) -> None:
        closeness: dict[str, tuple[float, str]] = {}
        for code, factor in _held_themes(candidate, tree):
            near = [(code, 1.0)]
            near += [(theme.code, _ABOVE) for theme in tree.ancestors(code)]
            near += [(theme.code, _BELOW) for theme in tree.children(code)]
            for other, share in near:
                value = factor * share
                if value > closeness.get(other, (0.0, ""))[0]:
                    closeness[other] = (value, code)
        for code, (value, held) in closeness.items():
            hit = Hit(number, value, len(self.places))
            self._holders.setdefault(code, []).append(hit)
            self.places.append(Place("theme", held))

    def _measure(self, word: str) -> float:
        holders = {hit.candidate for hit in self._words.get(word, ())}
        for code, _ in self._theme_words.get(word, ()):
            holders.update(hit.candidate for hit in self._holders.get(code, ()))
        count = len(holders)
        return math.log(1 + (self.size - count + 0.5) / (count + 0.5))


def _length_cost(words: int) -> float:
    return 1 + _LENGTH_COST * max(0, words - _FREE_LENGTH)


def _own_texts(candidate: Candidate) -> Iterator[tuple[MatchedField, str]]:
    texts: tuple[tuple[MatchedField, tuple[str, ...]], ...] = (
        ("function", (candidate.function,)),
        ("service", (candidate.service,)),
        ("problems", candidate.problems),
        ("skills", candidate.skills),
        ("datasets", candidate.dataset_titles),
    )
    for kind, values in texts:
        for text in values:
            yield kind, text


def _held_themes(candidate: Candidate, tree: ThemeTree) -> list[tuple[str, float]]:
    """Return the themes of a candidate, else those that its service's name means."""
    held = [(code, 1.0) for code in candidate.themes if tree.get(code)]
    if held:
        return held
    deduced = (tree.match(text) for text in (candidate.service, candidate.function))
    return [(theme.code, _DEDUCED) for theme in deduced if theme is not None]


def _theme_words(themes: Iterable[Theme]) -> dict[str, list[tuple[str, float]]]:
    """Return the themes that each stem names, with the strength of that name."""
    found: dict[str, dict[str, float]] = {}
    for theme in themes:
        names = [(label, 1.0) for label in theme.label.values()]
        names += [(term, _OTHER_NAME) for term in theme.also]
        for name, share in names:
            stems = dict.fromkeys(analyze(name))
            strength = WEIGHTS["theme"] * share / _length_cost(len(stems))
            for word in stems:
                table = found.setdefault(word, {})
                table[theme.code] = max(strength, table.get(theme.code, 0.0))
    return {word: list(table.items()) for word, table in found.items()}
