"""French checks that schemas ask for under ``custom_checks``.

Source: custom checks of Validata, as schema.data.gouv.fr's schemas name them; later
versions leave ``french-`` and ``-value`` out of the names. A check of one column skips
empty cells; one of several columns skips a row where a cell is empty, unless it is
about empty cells.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, cast

from ckanext.territory.domain import area
from ckanext.territory.domain.table_schema import column_key
from ckanext.territory.domain.validation.cell import Remedy

_YEARS = re.compile(r"([0-9]{4})(?:/([0-9]{4}))?", re.ASCII)
_POINT = re.compile(r"\[?\s*(-?[0-9.]+)\s*,\s*(-?[0-9.]+)\s*\]?", re.ASCII)
_PHONE = re.compile(r"(?:\+[0-9]{2,3}|0)[0-9]{8,12}|[0-9]{4}|[0-9]{2}", re.ASCII)
# West, south, east, north of mainland France and of its overseas départements.
FRANCE: Final = (
    (-5.5, 41.0, 10.0, 51.5),
    (-62.0, 14.2, -60.7, 18.2),
    (-54.7, 2.0, -51.5, 6.0),
    (55.0, -21.6, 56.0, -20.7),
    (44.8, -13.2, 45.5, -12.5),
)
# First level of the nomenclature of acts that prefectures receive.
# Source: @CTES, matières de niveau 1.
MATTERS: Final = (
    "Commande publique",
    "Urbanisme",
    "Domaine et patrimoine",
    "Fonction publique",
    "Institutions et vie politique",
    "Libertés publiques et pouvoirs de police",
    "Finances locales",
    "Domaines de compétences par thèmes",
    "Autres domaines de compétences",
)
_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class RowValues:
    """A row: ``cells`` as written, ``values`` as read (None when it cannot be)."""

    cells: Mapping[str, str]
    values: Mapping[str, Any]

    def is_empty(self, column: str) -> bool:
        """Tell whether the row has nothing in a column."""
        return not self.cells.get(column, "").strip()


# Answers the column to correct with the code and facts, or None when all is well.
Check = Callable[[RowValues], tuple[str, Remedy] | None]


def build_check(content: Mapping[str, Any], columns: Sequence[str]) -> Check | None:
    """Return the check of an entry of ``custom_checks``, or None when it is unknown.

    ``columns`` are the fields that the table has.
    """
    given = content.get("params")
    params: Mapping[str, Any] = {}
    if isinstance(given, dict):
        params = cast("Mapping[str, Any]", given)
    name = str(content.get("name")).removeprefix("french-").removesuffix("-value")
    build = _BUILDERS.get(name)
    return build(params, set(columns)) if build is not None else None


def _nothing(row: RowValues) -> tuple[str, Remedy] | None:
    return None


def _named(params: Mapping[str, Any], *keys: str) -> list[str]:
    """Return the columns that the parameters name, one or a list by key."""
    found: list[str] = []
    for key in keys:
        value = params.get(key)
        listed = cast("list[object]", value) if isinstance(value, list) else [value]
        found += [each for each in listed if isinstance(each, str)]
    return found


def _of_cells(judge: Callable[[str], Remedy | None]) -> Callable[..., Check]:
    """Return a builder of checks of one column."""

    def build(params: Mapping[str, Any], columns: set[str]) -> Check:
        named = _named(params, "column")
        if not named or named[0] not in columns:
            return _nothing
        column = named[0]

        def check(row: RowValues) -> tuple[str, Remedy] | None:
            if row.is_empty(column):
                return None
            found = judge(row.cells[column].strip())
            return None if found is None else (column, found)

        return check

    return build


def _siret(text: str) -> Remedy | None:
    compact = "".join(text.split())
    if area.is_siret(compact):
        return None if compact == text else ("validation.spaces", {"proposed": compact})
    return "validation.siret", {}


def _siren(text: str) -> Remedy | None:
    compact = "".join(text.split())
    if area.is_siren(compact):
        return None if compact == text else ("validation.spaces", {"proposed": compact})
    return "validation.siren", {}


def _phone(text: str) -> Remedy | None:
    compact = re.sub(r"[ .\-()\u00a0\u202f]", "", text)
    return None if _PHONE.fullmatch(compact) else ("validation.phone", {})


def _point(text: str) -> Remedy | None:
    found = _POINT.fullmatch(text)
    try:
        lon, lat = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    except ValueError:
        found = None
        lon, lat = 0.0, 0.0
    if found is None:
        return "validation.point", {}
    if _in_france(lon, lat):
        return None
    if _in_france(lat, lon):
        return "validation.point_reversed", {"proposed": f"[{lat}, {lon}]"}
    return "validation.point_outside", {}


def _matter(text: str) -> Remedy | None:
    first, slash, rest = text.partition("/")
    known = {column_key(name): name for name in MATTERS}.get(column_key(first))
    if not slash or known is None or not rest.strip():
        return "validation.matter", {"expected": ", ".join(MATTERS)}
    bare = f"{first.strip()}/{rest.strip()}"
    return None if bare == text else ("validation.spaces", {"proposed": bare})


def _in_france(lon: float, lat: float) -> bool:
    return any(w <= lon <= e and s <= lat <= n for w, s, e, n in FRANCE)


def _years(params: Mapping[str, Any], columns: set[str]) -> Check:
    alone = params.get("allow-year-only") in {"yes", "true", True, None}

    def judge(text: str) -> Remedy | None:
        found = _YEARS.fullmatch(text)
        if found and (found[1] < found[2] if found[2] else alone):
            return None
        return "validation.years", {
            "example": "2024 ou 2024/2025" if alone else "2024/2025"
        }

    return _of_cells(judge)(params, columns)


def _one_of(params: Mapping[str, Any], columns: set[str]) -> Check:
    named = _named(params, "column", "column1", "column2", "columns")

    def check(row: RowValues) -> tuple[str, Remedy] | None:
        if not named or not all(row.is_empty(column) for column in named):
            return None
        return "", ("validation.one_of", {"expected": ", ".join(named)})

    return check


def _cohesive(params: Mapping[str, Any], columns: set[str]) -> Check:
    named = _named(params, "column", "othercolumns")
    if not columns.intersection(named):
        return _nothing

    def check(row: RowValues) -> tuple[str, Remedy] | None:
        empty = [column for column in named if row.is_empty(column)]
        if not empty or len(empty) == len(named):
            return None
        facts = {"expected": ", ".join(named), "found": ", ".join(empty)}
        return "", ("validation.cohesive", facts)

    return check


def _compare(params: Mapping[str, Any], columns: set[str]) -> Check:
    named, mark = _named(params, "column", "column2"), str(params.get("op"))
    if len(named) != 2 or mark not in _COMPARE or not columns.issuperset(named):  # noqa: PLR2004 - a pair
        return _nothing
    first, second = named

    def check(row: RowValues) -> tuple[str, Remedy] | None:
        if row.is_empty(first) or row.is_empty(second):
            return None
        left, right = row.values.get(first), row.values.get(second)
        if left is None or right is None or _holds(mark, left, right):
            return None
        other = row.cells[second]
        facts = {"op": mark, "other": second, "other_value": other[:40]}
        return first, (_WORDS[mark], facts)

    return check


_WORDS: Final = {
    "<": "validation.not_less",
    "<=": "validation.not_at_most",
    "==": "validation.not_equal",
    ">=": "validation.not_at_least",
    ">": "validation.not_more",
}


def _holds(mark: str, left: Any, right: Any) -> bool:  # noqa: ANN401 - cells as read
    if isinstance(left, str) and isinstance(right, str):
        # Dates of different precision: 2025-03 is neither before nor after 2025.
        length = min(len(left), len(right))
        left, right = left[:length], right[:length]
    try:
        return _COMPARE[mark](left, right)
    except TypeError:
        return True


def _sum(params: Mapping[str, Any], columns: set[str]) -> Check:
    named, parts = _named(params, "column"), _named(params, "columns")
    if not named or not parts or not columns.issuperset([*named, *parts]):
        return _nothing
    total = named[0]

    def check(row: RowValues) -> tuple[str, Remedy] | None:
        numbers = [row.values.get(column) for column in [total, *parts]]
        if not all(isinstance(each, int | float | Decimal) for each in numbers):
            return None
        whole, *others = (Decimal(str(each)) for each in numbers)
        if whole == sum(others):
            return None
        facts = {"expected": ", ".join(parts), "proposed": f"{sum(others):f}"}
        return total, ("validation.sum", facts)

    return check


_BUILDERS: Final[Mapping[str, Callable[[Mapping[str, Any], set[str]], Check]]] = {
    "siret": _of_cells(_siret),
    "siren": _of_cells(_siren),
    "phone-number": _of_cells(_phone),
    "gps-coordinates": _of_cells(_point),
    "nomenclature-acte": _of_cells(_matter),
    "nomenclature-actes": _of_cells(_matter),
    "year-interval": _years,
    "one-of-required": _one_of,
    "cohesive-columns": _cohesive,
    "compare-columns": _compare,
    "sum-columns": _sum,
}
