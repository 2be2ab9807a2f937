"""What people call things, and the words of the town hall for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import yaml

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.french.analysis import analyze, tokenize

_OR = " / "
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it is built


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Words `start` to `end` (excluded) of a sentence also mean these stems."""

    start: int
    end: int
    meanings: tuple[tuple[str, ...], ...]


class Synonyms:
    """Terms as people type them, each with one or several official meanings."""

    def __init__(self, meanings: Mapping[str, Sequence[str]]) -> None:
        """Build from a meaning ("éclairage public") to the terms typed for it.

        Names of one meaning are separated by " / ".
        """
        table: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for names, terms in meanings.items():
            targets = [tuple(analyze(name)) for name in names.split(_OR)]
            for term in terms:
                key = _key(term)
                if not key:
                    continue
                known = table.setdefault(key, [])
                known += [one for one in targets if one and one not in known]
        self._table = {key: tuple(found) for key, found in table.items()}
        self._longest = max((len(key) for key in table), default=0)
        self.words: frozenset[str] = frozenset(word for key in table for word in key)

    def __len__(self) -> int:
        """Return the number of terms."""
        return len(self._table)

    @classmethod
    def from_text(cls, *texts: str) -> Synonyms:
        """Return the synonyms of YAML texts: maps of meanings to lists of terms.

        Raises TerritoryError `synonyms.format` when a text is anything else.
        """
        meanings: dict[str, list[str]] = {}
        for text in texts:
            for meaning, terms in _read(text).items():
                meanings.setdefault(meaning, []).extend(terms)
        return cls(meanings)

    def expand(self, stems: Sequence[str]) -> list[Expansion]:
        """Return the terms found in a sentence of stems, longest first at each place.

        Terms do not overlap: "nid de poule" is found before "poule".
        """
        found: list[Expansion] = []
        start = 0
        while start < len(stems):
            expansion = self._at(stems, start)
            if expansion is None:
                start += 1
                continue
            found.append(expansion)
            start = expansion.end
        return found

    def _at(self, stems: Sequence[str], start: int) -> Expansion | None:
        for size in range(min(self._longest, len(stems) - start), 0, -1):
            meanings = self._table.get(tuple(stems[start : start + size]))
            if meanings:
                return Expansion(start=start, end=start + size, meanings=meanings)
        return None


def _key(term: str) -> tuple[str, ...]:
    """Return the stems of a term; none when only a word of any sentence is left.

    "Être à la rue" would otherwise make every street a matter of shelter.
    """
    tokens = tokenize(term)
    if len(tokens) == 1 and tokens[0].is_faint and len(term.split()) > 1:
        return ()
    return tuple(token.stem for token in tokens)


def _read(text: str) -> dict[str, list[str]]:
    try:
        raw: object = yaml.load(text, Loader=_LOADER) or {}  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise TerritoryError("synonyms.format", place=str(error)[:200]) from error
    if not isinstance(raw, dict):
        raise TerritoryError("synonyms.format", place=type(raw).__name__)
    meanings: dict[str, list[str]] = {}
    for meaning, terms in cast("dict[object, object]", raw).items():
        if not isinstance(terms, list):
            raise TerritoryError("synonyms.format", place=str(meaning)[:200])
        meanings[str(meaning)] = [str(term) for term in cast("list[object]", terms)]
    return meanings
