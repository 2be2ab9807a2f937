"""The places of a year: found by code or name, and which is in which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice

from ckanext.territory.domain.area.columns import Columns, Parents
from ckanext.territory.domain.area.names import NameIndex
from ckanext.territory.domain.area.place import LEVELS, Area
from ckanext.territory.domain.area.question import Question, read_question

_BY_DEPARTEMENT = frozenset({"commune", "canton"})


class AreaIndex:
    """The places that a portal knows, and how they are found."""

    def __init__(
        self,
        places: Iterable[Area],
        former: Mapping[str, str] | None = None,
        other_names: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """Build from places; of two with the same level and code the last one counts.

        ``former`` maps codes of communes that are gone to those of today;
        ``other_names`` are (level, code, name) by which places are found too.
        """
        columns = Columns(places)
        self._columns = columns
        self._by_code = columns.by_code
        self._former = dict(former or {})
        self._above: dict[Parents, Parents] = {}
        self._above = {each: self._keys_above(each) for each in columns.parents}
        self._search = NameIndex(zip(columns.names, range(len(columns)), strict=True))
        self._former_names = NameIndex(self._numbered(other_names))

    def __len__(self) -> int:
        """Return how many places there are."""
        return len(self._columns)

    def get(self, level: str, code: str) -> Area | None:
        """Return the place of a level and a code."""
        number = self._by_code.get(level, {}).get(code)
        return None if number is None else self._columns.area(number)

    def find(self, code: str) -> list[Area]:
        """Return the places of a code whatever their level, the smallest level first.

        Régions and départements share some codes: 53 is Mayenne and Bretagne.
        """
        numbers = (self._by_code[level].get(code) for level in LEVELS)
        return [self._columns.area(number) for number in numbers if number is not None]

    def named(self, text: str, *, levels: Collection[str] | None = None) -> list[Area]:
        """Return the places that a text names exactly, by code or by name.

        The code of a département in brackets tells homonyms apart:
        ``Saint-Denis (93)``. The largest population comes first.
        """
        for asked in read_question(text):
            found = [place for place in self.find(asked.code) if _fits(place, levels)]
            numbers = self._search.named(asked.name) or self._former_names.named(
                asked.name
            )
            found = found or list(self._kept(numbers, asked, levels))
            if found:
                return found
        return []

    def search(
        self, text: str, *, levels: Collection[str] | None = None, limit: int = 10
    ) -> list[Area]:
        """Return the places that a text may mean, the best match first.

        A code comes first, then names that start with the text, the largest population
        first (the exact name counts ten times its people), then names that have all
        its words or their beginnings, then former names. Accents, case, hyphens and
        "st" for "saint" do not matter.
        """
        for asked in read_question(text):
            found = [place for place in self.find(asked.code) if _fits(place, levels)]
            size = self._columns.population_of
            numbers = chain(
                self._search.search(asked.name, size),
                self._former_names.search(asked.name, size),
            )
            found += islice(self._kept(numbers, asked, levels), limit)
            if found:
                return list(dict.fromkeys(found))[:limit]
        return []

    def nearest(
        self, text: str, *, levels: Collection[str], limit: int = 3
    ) -> list[Area]:
        """Return the places that a misspelt text may mean: ``Renes`` gives Rennes."""
        alike = map(self._columns.area, self._search.alike(text))
        near = [place for place in alike if _fits(place, levels)]
        near += self.search(text, levels=levels, limit=limit)
        return list(dict.fromkeys(near))[:limit]

    def former(self, code: str) -> Area | None:
        """Return the present commune of the code of one that was merged into it."""
        today = self._former.get(code)
        return self.get("commune", today) if today else None

    def ancestors(self, area: Area) -> list[Area]:
        """Return the places that hold a place whole, the smallest level first."""
        found = (
            self.get(level, code) for level, code in self._keys_above(area.parents)
        )
        return [place for place in found if place is not None]

    def children(self, area: Area, level: str) -> list[Area]:
        """Return the places of a level inside another, the largest first."""
        inside = self._columns.inside(self._numbers_inside(area), level)
        return list(map(self._columns.area, inside))

    def child_counts(self, area: Area) -> dict[str, int]:
        """Return how many places of each level are inside another, none left out."""
        wanted = self._numbers_inside(area)
        counts = {level: len(self._columns.inside(wanted, level)) for level in LEVELS}
        return {level: count for level, count in counts.items() if count}

    def within(self, inner: Area, outer: Area) -> bool:
        """Return whether a place is inside another, or the same."""
        return inner.key == outer.key or outer.key in self._keys_above(inner.parents)

    def label(self, area: Area) -> str:
        """Return the name of a place, told from its homonyms: ``Tours (37)``."""
        if area.level in _BY_DEPARTEMENT:
            beside = self._departement(area)
        elif area.level == "infracommunale":
            above = (self.get(*key) for key in area.parents)
            beside = next((place.name for place in above if place is not None), "")
        else:
            beside = ""
        known = not beside or area.name.startswith(beside)
        return area.name if known else f"{area.name} ({beside})"

    def _numbers_inside(self, area: Area) -> set[int]:
        """Return the numbers of the parents that have a place among or above them."""
        return {
            number
            for number, parents in enumerate(self._columns.parents)
            if area.key in self._keys_above(parents)
        }

    def known_as(self, area: Area) -> str:
        """Return the shortest text that names a place: its name, or its label."""
        alone = len(self.named(area.name, levels=[area.level])) == 1
        return area.name if alone else self.label(area)

    def _keys_above(self, parents: Parents) -> Parents:
        known = self._above.get(parents)
        if known is not None:
            return known
        found: dict[tuple[str, str], None] = {}
        waiting = list(parents)
        while waiting:
            key = waiting.pop(0)
            if key in found:
                continue
            found[key] = None
            number = self._by_code.get(key[0], {}).get(key[1])
            if number is not None:
                waiting += self._columns.parents_of(number)
        return tuple(sorted(found, key=lambda key: LEVELS.index(key[0])))

    def _beside(self, number: int) -> tuple[str, ...]:
        """Return the codes of the départements that hold a place whole."""
        above = self._above[self._columns.parents_of(number)]
        return tuple(code for level, code in above if level == "departement")

    def _departement(self, area: Area) -> str:
        above = (area.key, *self._keys_above(area.parents))
        return next((code for level, code in above if level == "departement"), "")

    def _kept(
        self, numbers: Iterable[int], asked: Question, levels: Collection[str] | None
    ) -> Iterator[Area]:
        # Thousands may be left out: a place is only made once it is known to fit.
        for number in numbers:
            if levels and self._columns.level_of(number) not in levels:
                continue
            if asked.departement and asked.departement not in self._beside(number):
                continue
            yield self._columns.area(number)

    def _numbered(
        self, names: Iterable[tuple[str, str, str]]
    ) -> Iterator[tuple[str, int]]:
        for level, code, name in names:
            number = self._by_code[level].get(code)
            if number is not None:
                yield name, number


def _fits(place: Area, levels: Collection[str] | None) -> bool:
    return not levels or place.level in levels
