"""Words near a word: one letter wrong, or of the same family."""

from __future__ import annotations

from collections.abc import Iterable

from ckanext.territory.domain.french import family

SHORTEST = 5
_FAMILY_SHARE = 0.7


class Spelling:
    """Known stems, found again from a misspelt one or from a cousin.

    A misspelling is one letter added, missing, changed or swapped with the next one,
    in stems of five letters or more; the first letter is right.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Index the known stems by what is left when a letter is taken out."""
        self._known = frozenset(words)
        self._shortened: dict[str, list[str]] = {}
        self._families: dict[str, list[tuple[str, str]]] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST and word.isalpha():
                for short in _shortened(word):
                    self._shortened.setdefault(short, []).append(word)
                root = family(word)
                if len(root) >= SHORTEST:
                    bucket = self._families.setdefault(root[:SHORTEST], [])
                    bucket.append((word, root))

    def __contains__(self, word: str) -> bool:
        """Tell whether the word is known."""
        return word in self._known

    def near(self, word: str) -> tuple[str, ...]:
        """Return the known stems one letter away, in alphabetical order.

        None when a known stem has the word's own root: then it is well spelt.
        """
        if len(word) < SHORTEST or not word.isalpha() or self._has_root(word):
            return ()
        found: set[str] = set()
        for short in _shortened(word):
            for other in self._shortened.get(short, ()):
                if other[0] == word[0] and other != word and _one_apart(word, other):
                    found.add(other)
        return tuple(sorted(found))

    def _has_root(self, word: str) -> bool:
        root = family(word)
        kin = self._families.get(root[:SHORTEST], ())
        return any(other_root == root for _, other_root in kin)

    def cousins(self, word: str) -> tuple[str, ...]:
        """Return the other known stems whose root is nearest to the word's own."""
        root = family(word)
        if len(root) < SHORTEST:
            return ()
        found: dict[float, list[str]] = {}
        for other, other_root in self._families.get(root[:SHORTEST], ()):
            share = _shared(root, other_root)
            if other != word and share >= _FAMILY_SHARE:
                found.setdefault(share, []).append(other)
        return tuple(found[max(found)]) if found else ()


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _shared(root: str, other: str) -> float:
    """Return the share of the longer root that both begin with."""
    common = 0
    while common < min(len(root), len(other)) and root[common] == other[common]:
        common += 1
    return common / max(len(root), len(other))


def _one_apart(word: str, other: str) -> bool:
    """Tell whether one insertion, deletion, change or swap makes the words equal."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    left, right = word[start:], other[start:]
    if len(left) == len(right):
        swapped = left[1:2] + left[:1] == right[:2] and left[2:] == right[2:]
        return left[1:] == right[1:] or swapped
    return left[1:] == right or left == right[1:]
