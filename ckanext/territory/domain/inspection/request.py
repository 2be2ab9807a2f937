"""What the inspection of a file is given, and what it knows of the portal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from ckanext.territory.domain.area import COG_FILE, AreaIndex, load_areas
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.inspection.properties import Properties
from ckanext.territory.domain.table_schema import SchemaOutline
from ckanext.territory.domain.theme import ThemeTree

DATA: Final = Path(__file__).resolve().parents[2] / "data"
_NEXT_YEARS: Final = 3


@dataclass(kw_only=True)
class Request:
    """A file to inspect; places and themes are read when a rule needs them.

    ``name`` is the one that people gave; ``language`` that of the human values.
    """

    path: Path
    name: str
    schemas: Sequence[SchemaOutline] = ()
    area_files: Sequence[Path] = ()
    themes_file: Path = DATA / "themes.yaml"
    territory: tuple[str, str] | None = None
    today: date
    language: str = "fr"

    @cached_property
    def areas(self) -> AreaIndex:
        """Return the places of the portal; those of the year when its own are wrong."""
        return _areas(tuple(self.area_files) or (COG_FILE,))

    @cached_property
    def themes(self) -> ThemeTree:
        """Return the themes of the portal."""
        return ThemeTree.from_text(self.themes_file.read_text(encoding="utf-8"))

    @cached_property
    def properties(self) -> Properties:
        """Return the observed properties that have a code."""
        return Properties.from_file(DATA / "environment" / "properties.yaml")

    @property
    def last_day(self) -> date:
        """Return the day after which dates are taken for mistakes."""
        return self.today + timedelta(days=366 * _NEXT_YEARS)


def read_request(arguments: Mapping[str, Any]) -> Request:
    """Return the request that JSON arguments describe.

    ``path``, ``name`` and ``today`` (ISO) are needed; ``schemas`` (address, title,
    columns, required), ``area_files``, ``themes_file``, ``territory`` (level, code)
    and ``language`` may be there.
    """
    territory: Mapping[str, Any] = arguments.get("territory") or {}
    place = (str(territory.get("level") or ""), str(territory.get("code") or ""))
    found = Request(
        path=Path(arguments["path"]),
        name=str(arguments["name"]),
        schemas=tuple(map(_outline, arguments.get("schemas") or ())),
        area_files=tuple(map(Path, arguments.get("area_files") or ())),
        territory=place if all(place) else None,
        today=date.fromisoformat(arguments["today"]),
        language=str(arguments.get("language") or "fr"),
    )
    if arguments.get("themes_file"):
        found.themes_file = Path(arguments["themes_file"])
    return found


@lru_cache(maxsize=1)
def _areas(files: tuple[Path, ...]) -> AreaIndex:
    try:
        return load_areas(*files)
    except TerritoryError:
        return load_areas(COG_FILE)


def _outline(given: Mapping[str, Any]) -> SchemaOutline:
    return SchemaOutline(
        address=str(given["address"]),
        title=str(given["title"]),
        columns=tuple(given["columns"]),
        required=tuple(given["required"]),
    )
