"""Contours of places: loaded from files, asked for by datasets."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ckan import model

from ckanext.territory.areas import areas
from ckanext.territory.bounded import run_bounded
from ckanext.territory.bounded_child import MEBIBYTE, Bounds
from ckanext.territory.domain.area import LEVELS, Area
from ckanext.territory.domain.area.coverage import Item, cover
from ckanext.territory.domain.area.errors import AreaError
from ckanext.territory.domain.area.polygon import Geometry, join
from ckanext.territory.model.contour import Contour

log = logging.getLogger(__name__)

TASKS = "ckanext.territory.domain.area.contour_file"
PART = 1_000  # features read by one child
# A part of detailed contours is large; national files are read part by part.
BOUNDS = Bounds(
    memory=2048 * MEBIBYTE, cpu_seconds=300, wall_seconds=400, answer=64 * MEBIBYTE
)
REPORTED = 100  # rows left out that are told one by one
# A place without a contour of its own is drawn from its communes, up to so many.
MOST_COMMUNES = 1_000

_Tell = Callable[[int, int], None]
_TELL: ContextVar[_Tell | None] = ContextVar("territory_contour_tell", default=None)


@dataclass(slots=True, kw_only=True)
class Loaded:
    """What was read: how many rows, how many contours kept, and the rows left out."""

    rows: int = 0
    kept: int = 0
    left_out: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)

    def leave_out(self, row: dict[str, Any], problem: str) -> None:
        """Count a row left out; the first ones are told one by one."""
        self.left_out += 1
        if len(self.problems) < REPORTED:
            self.problems.append(
                {"row": row["row"], "code": row["code"], "problem": problem}
            )


@contextmanager
def progress(tell: _Tell) -> Iterator[None]:
    """Call ``tell`` with the rows read and their total while a file is loaded."""
    token = _TELL.set(tell)
    try:
        yield
    finally:
        _TELL.reset(token)


def load(
    path: Path, file: str, *, level: str, code_field: str, name_field: str
) -> Loaded:
    """Keep the contours of a file in the session; the caller commits, or not.

    Raises TerritoryError ``area.contour_…`` or ``bounded.…``.
    """
    about = {"path": str(path), "file": file}
    about |= {"code_field": code_field, "name_field": name_field}
    columns = run_bounded(f"{TASKS}:describe", about, bounds=BOUNDS)
    tell = _TELL.get() or (lambda _done, _total: None)
    found, seen = Loaded(), set[tuple[str, str]]()
    for skip in range(0, columns["features"], PART):
        part = {"columns": columns, "level": level, "skip": skip, "count": PART}
        rows = run_bounded(f"{TASKS}:read_part", about | part, bounds=BOUNDS)
        kept = list(_usable(rows, found, seen))
        if kept:
            source = {"source": file}
            model.Session.execute(Contour.saving([row | source for row in kept]))
        found.rows += len(rows)
        found.kept += len(kept)
        tell(found.rows, columns["features"])
    if not found.kept:
        raise AreaError("area.contour_empty", file=file)
    return found


def _usable(
    rows: Sequence[dict[str, Any]], found: Loaded, seen: set[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    index = areas()
    for row in rows:
        key = (row["level"], row["code"])
        place = index.get(*key)
        if row.get("problem"):
            found.leave_out(row, row["problem"])
        elif row["level"] not in LEVELS:
            found.leave_out(row, "level")
        elif place is None:
            found.leave_out(row, "unknown")
        elif key in seen:
            found.leave_out(row, "twice")
        else:
            seen.add(key)
            fields = ("level", "code", "geometry")
            name = row["name"] or place.name
            yield {each: row[each] for each in fields} | {"name": name}


def coverage(places: Sequence[Area]) -> list[Item]:
    """Return the items of ``spatial_coverage`` for places.

    A shape is given when the contours of all of them are known.
    """
    shapes = [shape for place in places if (shape := contour_of(place)) is not None]
    is_whole = bool(places) and len(shapes) == len(places)
    return cover(places, join(shapes) if is_whole else None)


def contour_of(place: Area) -> Geometry | None:
    """Return the contour of a place: its own, or that of all its communes."""
    own = _stored([place.key])
    if own:
        return own[0]
    communes = [each.key for each in areas().children(place, "commune")]
    if not 0 < len(communes) <= MOST_COMMUNES:
        return None
    shapes = _stored(communes)
    return join(shapes) if len(shapes) == len(communes) else None


def has_contour(place: Area) -> bool:
    """Tell whether the contour of a place was loaded."""
    return bool(_stored([place.key]))


def around(code: str) -> list[dict[str, Any]]:
    """Return the contours of a commune or EPCI and of what it is made of, as GeoJSON.

    The smallest places come last: they are drawn over the others.
    """
    index = areas()
    found = index.get("epci", code) or index.get("commune", code)
    if found is None:
        return []
    inside = "commune" if found.level == "epci" else "infracommunale"
    places = {each.key: each for each in (found, *index.children(found, inside))}
    rows = model.Session.execute(Contour.of(places)).all()
    return [
        {
            "type": "Feature",
            "properties": {"name": places[row.level, row.code].name},
            "geometry": row.geometry,
        }
        for row in sorted(rows, key=lambda row: -LEVELS.index(row.level))
    ]


def count() -> int:
    """Return how many contours are loaded."""
    return model.Session.scalar(Contour.counting()) or 0


def _stored(keys: Sequence[tuple[str, str]]) -> list[Geometry]:
    return [row.geometry for row in model.Session.execute(Contour.of(keys))]
