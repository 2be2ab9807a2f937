"""Search among the names of places, by the beginnings of their words."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from heapq import merge

from ckanext.territory.domain.area.folding import fold, without_article, words

# Sorts after every character of a folded name.
_END = "\x7f"
# What a place of the very name asked weighs against one whose name goes on: "saint
# ouen" means Saint-Ouen-sur-Seine before a village, "tours" the town before its EPCI.
_EXACT = 10
_MISSPELT = 3  # characters too many or too few
_NEAR = 10
_LIKENESS = 0.8


class NameIndex:
    """Names of numbered places, the number being the rank among equal matches."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        """Build from (name, number of the place); a place may have several names.

        The numbers must be in the order of sizes, the largest first.
        """
        folded_names: list[str] = []
        numbers = array("I")
        by_word: dict[str, array[int]] = {}
        for name, number in names:
            folded = fold(name)
            bare = without_article(folded)
            for each in (folded,) if bare == folded else (folded, bare):
                folded_names.append(each)
                numbers.append(number)
            for word in set(folded.split()):
                by_word.setdefault(word, array("I")).append(number)
        order = sorted(range(len(numbers)), key=folded_names.__getitem__)
        self._names = [folded_names[rank] for rank in order]
        self._numbers = array("I", (numbers[rank] for rank in order))
        self._words = sorted(by_word)
        # One flat list of numbers, and where each word's own begin.
        self._postings = array("I")
        self._starts = array("I", [0])
        for word in self._words:
            self._postings.extend(by_word[word])
            self._starts.append(len(self._postings))

    def named(self, text: str) -> list[int]:
        """Return the places of exactly this name, articles aside, in rank order."""
        folded = fold(text)
        found = {*self._exact(folded), *self._exact(without_article(folded))}
        return sorted(found) if folded else []

    def search(self, text: str, size: Callable[[int], int]) -> Iterator[int]:
        """Yield the places that match every word of a text, the best first.

        First those whose name starts with it, by ``size`` of the place, ten times its
        size when this is the whole name; then those that have a word that starts with
        each of its words.
        """
        folded = fold(text)
        if not folded:
            return
        exact = self.named(text)
        others = set(self._starting(folded)).difference(exact)

        def rank(number: int) -> tuple[int, int]:
            return -size(number) * (1 if number in others else _EXACT), number

        # Numbers are in the order of sizes: sorting thousands of them takes no key.
        yield from merge(exact, sorted(others), key=rank)
        yield from sorted(self._with_words(text).difference(exact, others))

    def alike(self, text: str) -> list[int]:
        """Return the places whose name is spelt nearly so, the largest first.

        The first letter is held to be right: the others would take too long.
        """
        folded = fold(text)
        if not folded:
            return []
        start = bisect_left(self._names, folded[0])
        names = self._names[start : bisect_left(self._names, folded[0] + _END, start)]
        lengths = range(len(folded) - _MISSPELT, len(folded) + _MISSPELT + 1)
        near = get_close_matches(
            folded, {name for name in names if len(name) in lengths}, _NEAR, _LIKENESS
        )
        return sorted(number for name in near for number in self._exact(name))

    def _exact(self, folded: str) -> array[int]:
        start = bisect_left(self._names, folded)
        return self._numbers[start : bisect_left(self._names, f"{folded}\0", start)]

    def _starting(self, folded: str) -> array[int]:
        start = bisect_left(self._names, folded)
        return self._numbers[start : bisect_left(self._names, folded + _END, start)]

    def _with_words(self, text: str) -> set[int]:
        # The longest word is the rarest, most of the time.
        wanted = sorted(set(words(text)), key=len, reverse=True)
        found: set[int] | None = None
        for word in wanted:
            holders = set(self._holders(word))
            found = holders if found is None else found & holders
            if not found:
                break
        return found or set()

    def _holders(self, start: str) -> array[int]:
        first = bisect_left(self._words, start)
        last = bisect_left(self._words, start + _END, first)
        return self._postings[self._starts[first] : self._starts[last]]
