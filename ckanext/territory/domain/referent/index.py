"""The inverted index behind the search: words to texts, texts to referents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ckanext.territory.domain.french import analyze
from ckanext.territory.domain.referent.candidate import Candidate, MatchedField
from ckanext.territory.domain.theme import Theme, ThemeTree

Numbers = NDArray[np.int32]
Shares = NDArray[np.float32]

# What a word is worth by where it is found; chosen on the tuning half of the
# evaluation sentences (tests/unit/domain/data/referent_sentences.tsv).
WEIGHTS: Final[dict[MatchedField, float]] = {
    "problems": 1.0,
    "skills": 0.85,
    "function": 0.8,
    "service": 1.3,
    "theme": 0.5,
    "datasets": 0.5,
    "answers": 0.7,
}
# What is left of it when the rest of the text is not in the question: a problem of
# five words met by one of them says little, the name of a service says it all.
ALONE: Final[dict[MatchedField, float]] = {
    "problems": 0.6,
    "skills": 0.6,
    "function": 0.75,
    "service": 0.35,
    "theme": 1.0,
    "datasets": 0.5,
    "answers": 0.4,
}
# A synonym says whose matter it is: it means services more than single problems.
MEANT: Final[dict[MatchedField, float]] = {
    "problems": 0.3,
    "skills": 0.3,
    "function": 1.0,
    "service": 1.0,
    "theme": 0.8,
    "datasets": 0.6,
    "answers": 0.6,
}
_OTHER_NAME = 0.85
_ABOVE = 0.45
_BELOW = 0.55
_DEDUCED = 0.8
_ABSENT = 0.5
_FREE_LENGTH = 3
_LENGTH_COST = 0.08


class Place(NamedTuple):
    """A text of a candidate; that of a theme is its code."""

    field: MatchedField
    text: str


class Hits(NamedTuple):
    """The texts where a word was found, in order, each with a strength of at most 1."""

    places: Numbers
    strengths: Shares


_NOTHING: Final = Hits(np.empty(0, np.int32), np.empty(0, np.float32))


class Postings:
    """Where each stem occurs among the candidates' own texts and themes.

    Places number the texts; those of one candidate follow one another. Words of
    themes are kept once for all candidates; a theme held by several of them counts as
    another place for each.

    Attributes:
        starts: first place of each candidate.
        owners: candidate of each place.
        sizes: number of words of each place.
        alone: share of a place's strength that a single word of it keeps.
        meant: share that a synonym's meaning brings to a place.
    """

    def __init__(self, candidates: Sequence[Candidate], tree: ThemeTree) -> None:
        """Index the candidates in their order."""
        build = _Build(tree)
        for candidate in candidates:
            build.add(candidate)
        self.size = len(candidates)
        self.places: Sequence[Place] = build.places
        self.starts: Numbers = np.array(build.starts, np.int32)
        counts = np.diff(np.append(self.starts, len(build.places)))
        self.owners: Numbers = np.repeat(np.arange(self.size), counts).astype(np.int32)
        self.sizes: Shares = np.array(build.sizes, np.float32)
        self.alone: Shares = np.array(
            [ALONE[place.field] for place in build.places], np.float32
        )
        self.meant: Shares = np.array(
            [MEANT[place.field] for place in build.places], np.float32
        )
        self._strengths: Shares = np.array(build.strengths, np.float32)
        self._words = {
            word: np.array(places, np.int32) for word, places in build.words.items()
        }
        self._holders = {
            code: Hits(np.array(places, np.int32), np.array(shares, np.float32))
            for code, (places, shares) in build.holders.items()
        }
        self._theme_words = build.theme_words
        self._hits: dict[str, Hits] = {}
        self._rarity: dict[str, float] = {}
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
        known = self._rarity.get(word)
        if known is None:
            count = len(np.unique(self.owners[self.hits(word).places]))
            known = math.log(1 + (self.size - count + 0.5) / (count + 0.5))
            self._rarity[word] = known
        return known

    def worth(self, word: str) -> float:
        """Return the part of a word in a term: less when nobody has it."""
        found = len(self.hits(word).places)
        return self.rarity(word) if found else _ABSENT * self.rarest

    def hits(self, word: str) -> Hits:
        """Return the texts that hold a stem."""
        known = self._hits.get(word)
        if known is None:
            known = self._hits[word] = self._find(word)
        return known

    def _find(self, word: str) -> Hits:
        own = self._words.get(word)
        parts = [] if own is None else [Hits(own, self._strengths[own])]
        for code, strength in self._theme_words.get(word, ()):
            held = self._holders.get(code)
            if held is not None:
                strengths = (held.strengths * strength).astype(np.float32)
                parts.append(Hits(held.places, strengths))
        if not parts:
            return _NOTHING
        return Hits(
            np.concatenate([part.places for part in parts]),
            np.concatenate([part.strengths for part in parts]),
        )


class _Build:
    """What the index gathers, candidate after candidate."""

    def __init__(self, tree: ThemeTree) -> None:
        self.places: list[Place] = []
        self.starts: list[int] = []
        self.sizes: list[int] = []
        self.strengths: list[float] = []
        self.words: dict[str, list[int]] = {}
        self.holders: dict[str, tuple[list[int], list[float]]] = {}
        self.theme_words = _theme_words(tree.all())
        self._tree = tree
        # Towns call the same things alike: each text is analysed once.
        self._stems: dict[str, tuple[str, ...]] = {}
        self._deduced: dict[tuple[str, str], list[tuple[str, float]]] = {}

    def add(self, candidate: Candidate) -> None:
        self.starts.append(len(self.places))
        for kind, text, words in _own_texts(candidate):
            self._add_text(kind, text, words)
        self._add_themes(candidate)

    def _add_text(self, kind: MatchedField, text: str, words: str) -> None:
        stems = self._stems.get(words)
        if stems is None:
            stems = self._stems[words] = tuple(dict.fromkeys(analyze(words)))
        for word in stems:
            self.words.setdefault(word, []).append(len(self.places))
        strength = WEIGHTS[kind] / _length_cost(len(stems))
        self._place(kind, text, len(stems), strength)

    def _add_themes(self, candidate: Candidate) -> None:
        closeness: dict[str, tuple[float, str]] = {}
        for code, factor in self._held_themes(candidate):
            near = [(code, 1.0)]
            near += [(theme.code, _ABOVE) for theme in self._tree.ancestors(code)]
            near += [(theme.code, _BELOW) for theme in self._tree.children(code)]
            for other, share in near:
                value = factor * share
                if value > closeness.get(other, (0.0, ""))[0]:
                    closeness[other] = (value, code)
        for code, (value, held) in closeness.items():
            places, shares = self.holders.setdefault(code, ([], []))
            places.append(len(self.places))
            shares.append(value)
            self._place("theme", held, 1, value)

    def _held_themes(self, candidate: Candidate) -> list[tuple[str, float]]:
        """Return a candidate's themes, else those that the service's name means."""
        held = [(code, 1.0) for code in candidate.themes if self._tree.get(code)]
        if held:
            return held
        key = (candidate.service, candidate.function)
        if key not in self._deduced:
            found = (self._tree.match(text) for text in key)
            self._deduced[key] = [(theme.code, _DEDUCED) for theme in found if theme]
        return self._deduced[key]

    def _place(self, kind: MatchedField, text: str, size: int, strength: float) -> None:
        self.places.append(Place(kind, text))
        self.sizes.append(max(1, size))
        self.strengths.append(strength)


def _length_cost(words: int) -> float:
    return 1 + _LENGTH_COST * max(0, words - _FREE_LENGTH)


def _own_texts(candidate: Candidate) -> Iterator[tuple[MatchedField, str, str]]:
    """Yield the field, the text and the words to index of what a candidate says."""
    yield "function", candidate.function, candidate.function
    yield "service", candidate.service, candidate.service
    for text in candidate.problems:
        yield "problems", text, text
    for text in candidate.skills:
        yield "skills", text, text
    for held in candidate.datasets:
        yield "datasets", held.title, " ".join((held.title, *held.keywords))
    for text in candidate.answers:
        yield "answers", text, text


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
