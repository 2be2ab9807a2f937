"""The place that a sentence names, among those that the directory knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ckanext.territory.domain.area import fold_words

_LONGEST_NAME = 8
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place by its code, and the codes that count as near it: around and within."""

    code: str
    name: str
    near: frozenset[str]


class PlaceNames:
    """Names of places, found in sentences whatever their accents and hyphens."""

    def __init__(self, places: Iterable[NamedPlace]) -> None:
        """Build from places; of two of one name the first one counts."""
        table: dict[tuple[str, ...], NamedPlace] = {}
        for place in places:
            words = tuple(fold_words(place.name))
            if words and any(len(word) >= _SHORTEST_WORD for word in words):
                table.setdefault(words, place)
        self._by_words: Mapping[tuple[str, ...], NamedPlace] = table

    def find(self, sentence: str) -> NamedPlace | None:
        """Return the place of the longest name in a sentence, the first of equals."""
        words = fold_words(sentence)
        for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                place = self._by_words.get(tuple(words[start : start + size]))
                if place is not None:
                    return place
        return None
