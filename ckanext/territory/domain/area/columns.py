"""Places kept in columns, since there are 37,000 of them in every process."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TypeAlias

from ckanext.territory.domain.area.place import LEVELS, Area

Parents: TypeAlias = tuple[tuple[str, str], ...]
_UNKNOWN = -1


class Columns:
    """Numbered places, the largest population first, the smallest level among equals.

    Of two places with the same level and code, the last one counts.
    """

    def __init__(self, places: Iterable[Area]) -> None:
        """Take the places one by one: none of them is kept."""
        self.names: list[str] = []
        self.parents: list[Parents] = []
        self.by_code: dict[str, dict[str, int]] = {level: {} for level in LEVELS}
        self._codes: list[str] = []
        self._levels = array("b")
        self._populations = array("q")
        self._sirens = array("q")
        self._parents = array("q")
        self._kinds: dict[int, str] = {}
        self._held: dict[int, array[int]] = {}
        # Communes of an EPCI share their parents: kept once, referred to by number.
        known: dict[Parents, int] = {}
        for place in places:
            self._add(place, known)
        self.parents = list(known)
        self._sort()

    def __len__(self) -> int:
        """Return how many places there are."""
        return len(self._codes)

    def area(self, number: int) -> Area:
        """Return a place by its number."""
        population, siren = self._populations[number], self._sirens[number]
        return Area(
            level=LEVELS[self._levels[number]],
            code=self._codes[number],
            name=self.names[number],
            population=None if population == _UNKNOWN else population,
            parents=self.parents_of(number),
            kind=self._kinds.get(number, ""),
            siren=f"{siren:09d}" if siren else "",
        )

    def level_of(self, number: int) -> str:
        """Return the level of a place."""
        return LEVELS[self._levels[number]]

    def population_of(self, number: int) -> int:
        """Return how many people live in a place, 0 when that is not known."""
        return max(0, self._populations[number])

    def parents_of(self, number: int) -> Parents:
        """Return the keys of the places right above a place."""
        return self.parents[self._parents[number]]

    def inside(self, parents: Iterable[int], level: str) -> list[int]:
        """Return the places of a level whose parents are among numbered ones."""
        rank = LEVELS.index(level) if level in LEVELS else None
        held = (self._held.get(number, ()) for number in parents)
        return sorted(
            number
            for numbers in held
            for number in numbers
            if self._levels[number] == rank
        )

    def _add(self, place: Area, known: dict[Parents, int]) -> None:
        numbers = self.by_code[place.level]
        number = numbers.get(place.code, len(self._codes))
        if number == len(self._codes):
            self._codes.append(place.code)
            self.names.append("")
            for column in self._numeric():
                column.append(0)
            numbers[place.code] = number
        unknown = place.population is None
        self.names[number] = place.name
        self._levels[number] = LEVELS.index(place.level)
        self._populations[number] = _UNKNOWN if unknown else place.population or 0
        self._sirens[number] = int(place.siren or 0)
        self._parents[number] = known.setdefault(place.parents, len(known))
        if place.kind:
            self._kinds[number] = place.kind

    def _numeric(self) -> tuple[array[int], ...]:
        return self._levels, self._populations, self._sirens, self._parents

    def _sort(self) -> None:
        def rank(number: int) -> tuple[int, int]:
            return -self._populations[number], self._levels[number]

        order = sorted(range(len(self)), key=rank)
        self._codes = [self._codes[each] for each in order]
        self.names = [self.names[each] for each in order]
        for column in self._numeric():
            column[:] = array(column.typecode, (column[each] for each in order))
        places = array("q", bytes(8 * len(order)))
        for number, each in enumerate(order):
            places[each] = number
        self._kinds = {places[each]: kind for each, kind in self._kinds.items()}
        for numbers in self.by_code.values():
            for code, each in numbers.items():
                numbers[code] = places[each]
        for number, above in enumerate(self._parents):
            self._held.setdefault(above, array("I")).append(number)
