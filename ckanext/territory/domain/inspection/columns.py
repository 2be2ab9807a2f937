"""Columns of a table: the type of their values, how filled they are, what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal

from ckanext.territory.domain.french import normalize
from ckanext.territory.domain.inspection.sample import Sample
from ckanext.territory.domain.table import read_date, read_number

ColumnType = Literal[
    "integer", "number", "date", "datetime", "boolean", "text", "geometry"
]
EXAMPLE_LENGTH: Final = 80
MOST_DISTINCT: Final = 1_000
# Values that are looked at for the type, and the share that must agree.
_LOOKED: Final = 2_000
_AGREE: Final = 0.98
_BOOLEANS: Final = frozenset(
    ["oui", "non", "o", "n", "true", "false", "vrai", "faux", "yes", "no"]
)
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])")
_WORDS: Final = re.compile(r"[a-z0-9]+")
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_SPACED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+")
_CODE: Final = re.compile(r"0[0-9]+")
_COMPACT: Final = re.compile(r"[0-9]{8}")
_GEOMETRY: Final = re.compile(
    r"(?:SRID=[0-9]+;)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*Z?M?\s*\("
    r"|\{\s*\"(?:type|coordinates)\"",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class Column:
    """A column as its sample shows it.

    Attributes:
        words: words of the name, without accents and case.
        filled: share of the rows that have a value, 0-1.
        values: values of the sample that are not empty.
        meaning: what the values are, "" when nothing tells it.
    """

    place: int
    name: str
    words: tuple[str, ...]
    type: ColumnType
    filled: float
    values: Sequence[str] = field(repr=False)
    distinct: int = 0
    meaning: str = ""

    def share(self, fits: Sequence[bool]) -> float:
        """Return the share of true answers about the values."""
        return sum(fits) / len(fits) if fits else 0.0

    @property
    def different(self) -> list[str]:
        """Return the different values, in the order they come."""
        return list(dict.fromkeys(self.values))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a column's name: ``dateConvention`` has two."""
    spaced = _CAMEL.sub(" ", name) if not name.isupper() else name
    return tuple(_WORDS.findall(normalize(spaced.replace("_", " "))))


def read_columns(sample: Sample) -> list[Column]:
    """Return the columns of a sample, in their order, without their meanings."""
    total = max(1, len(sample.rows))
    columns: list[Column] = []
    for place, name in enumerate(sample.header):
        values = [value for row in sample.rows if (value := row[place].strip()) != ""]
        words = words_of(name)
        columns.append(
            Column(
                place=place,
                name=name,
                words=words,
                type=_type_of(values[:_LOOKED], words),
                filled=len(values) / total,
                values=values,
                distinct=min(MOST_DISTINCT, len(set(values))),
            )
        )
    return columns


def _type_of(values: Sequence[str], words: Sequence[str]) -> ColumnType:
    if not values:
        return "text"
    needed = len(values) * _AGREE
    if all(_GEOMETRY.match(value) for value in (values[0], values[-1])):
        return "geometry"
    # A code that starts with 0 is no number, which would lose it.
    is_code = any(_CODE.fullmatch(value) for value in values)
    dated = None if is_code else _date_type(values, words, needed)
    if dated is not None:
        return dated
    tests: tuple[tuple[ColumnType, Callable[[str], bool]], ...] = (
        ("boolean", lambda value: value.casefold() in _BOOLEANS),
        ("integer", _is_integer),
        ("number", lambda value: read_number(value) is not None),
    )
    for kind, fits in tests:
        if sum(map(fits, values)) >= needed and not is_code:
            return kind
    return "text"


def _is_integer(value: str) -> bool:
    return bool(_INTEGER.fullmatch(value) or _SPACED.fullmatch(value))


def _date_type(
    values: Sequence[str], words: Sequence[str], needed: float
) -> ColumnType | None:
    if read_date(values[0]) is None and read_date(values[-1]) is None:
        return None
    # Eight digits are a day only where the name says so.
    if all(_COMPACT.fullmatch(value) for value in values[:20]) and not (
        {"date", "jour"} & set(words)
    ):
        return None
    found = [read_date(value) for value in values]
    read = [when for when in found if when is not None]
    if len(read) < needed:
        return None
    return "datetime" if any(isinstance(when, datetime) for when in read) else "date"


def days_of(column: Column, sample: Sample) -> list[date]:
    """Return the different days of a column of dates, in order, as they are written.

    A time zone does not move an instant to another day.
    """
    tracked = sample.days.get(column.place)
    texts = tracked if tracked is not None else set(column.values)
    days = {day for text in texts if (day := day_of(text)) is not None}
    return sorted(days)


def day_of(text: str) -> date | None:
    """Return the day of a date or an instant, as it is written."""
    when = read_date(re.split("[ T,]", text.strip(), maxsplit=1)[0])
    return when.date() if isinstance(when, datetime) else when
