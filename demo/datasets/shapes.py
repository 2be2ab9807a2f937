"""Shapes that the generators share: rows, features, places, chance."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from demo.city import CITY, DISTRICTS, STREETS, Place

Rows: TypeAlias = Sequence[Mapping[str, object]]
Coordinates: TypeAlias = Any  # a GeoJSON position, or lists of positions


@dataclass(frozen=True, slots=True)
class Features:
    """GeoJSON features: (geometry type, coordinates, properties)."""

    items: Sequence[tuple[str, Coordinates, Mapping[str, object]]]


def chance(name: str) -> random.Random:
    """Return a source of numbers of its own for a file, the same at each run."""
    # Not a secret: the data must only look uneven.
    return random.Random(f"rives-sur-orle/{name}")  # noqa: S311


def position(place: Place, source: random.Random, spread: float = 0.004) -> list[float]:
    """Return a point near the centre of a quarter (longitude, latitude)."""
    return [
        round(CITY.longitude + place.east + source.uniform(-spread, spread), 6),
        round(CITY.latitude + place.north + source.uniform(-spread, spread), 6),
    ]


def address(source: random.Random) -> str:
    """Return an address in a street of the town."""
    return f"{source.randint(1, 88)} {source.choice(STREETS)}"


def quarter(source: random.Random) -> Place:
    """Return one of the quarters."""
    return source.choice(DISTRICTS)


def days(start: date, end: date, step: int = 1) -> Iterator[date]:
    """Yield the days from ``start`` to ``end`` included."""
    for number in range(0, (end - start).days + 1, step):
        yield start + timedelta(days=number)


def months(first_year: int, last_year: int) -> Iterator[tuple[int, int]]:
    """Yield (year, month) for whole years."""
    for year in range(first_year, last_year + 1):
        for month in range(1, 13):
            yield year, month
