"""Places of a portal's own, such as its quarters: a YAML or a CSV file.

A place has ``code``, ``name``, ``level`` (``infracommunale`` unless given), ``parent``
(``level:code``, or the bare code of a commune; several are separated by spaces),
``population`` and ``former_names`` (a list; in CSV separated by ``|``).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from ckanext.territory.domain.area.errors import AreaError
from ckanext.territory.domain.area.identifiers import is_epci_siren
from ckanext.territory.domain.area.place import LEVELS, Area

COLUMNS = frozenset({"code", "name", "level", "parent", "population", "former_names"})
LARGEST = 5_000_000  # bytes
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,39}")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalArea:
    """A place of a file, and the line where it stands."""

    line: int
    level: str
    code: str
    name: str
    population: int | None
    parents: tuple[tuple[str, str], ...]
    former_names: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells the place from all others."""
        return self.level, self.code

    def area(self) -> Area:
        """Return the place."""
        siren = self.code if self.level == "epci" and is_epci_siren(self.code) else ""
        return Area(
            level=self.level,
            code=self.code,
            name=self.name,
            population=self.population,
            parents=self.parents,
            siren=siren,
        )


def read_local(file: Path) -> list[LocalArea]:
    """Return the places of a file, in its order.

    Raises AreaError ``area.file`` (cannot be read), ``area.format``, ``area.column``,
    ``area.code``, ``area.name``, ``area.level``, ``area.parent_form``,
    ``area.population`` or ``area.duplicate``, each with ``file`` and ``line``.
    """
    try:
        content = file.read_bytes()[: LARGEST + 1]
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AreaError("area.file", file=file.name) from error
    if len(content) > LARGEST:
        raise AreaError("area.file", file=file.name)
    entries = _csv_entries if file.suffix.lower() == ".csv" else _yaml_entries
    found: dict[tuple[str, str], LocalArea] = {}
    for line, entry in entries(text, file.name):
        place = _place(entry, file.name, line)
        if place.key in found:
            raise AreaError(
                "area.duplicate",
                file=file.name,
                line=line,
                found=place.code,
                first=found[place.key].line,
            )
        found[place.key] = place
    return list(found.values())


def _csv_entries(text: str, file: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            if None in row:
                raise AreaError("area.format", file=file, line=rows.line_num)
            yield rows.line_num, cast(Mapping[str, object], row)
    except csv.Error as error:
        raise AreaError("area.format", file=file, line=rows.line_num) from error


def _yaml_entries(text: str, file: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        content: object = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise AreaError("area.format", file=file, line=line) from error
    if not isinstance(content, list) or not isinstance(node, yaml.SequenceNode):
        raise AreaError("area.format", file=file, line=1)
    entries = cast(list[object], content)
    for entry, place in zip(entries, node.value, strict=True):
        line = int(place.start_mark.line) + 1
        if not isinstance(entry, dict):
            raise AreaError("area.format", file=file, line=line)
        yield line, cast(Mapping[str, object], entry)


def _place(entry: Mapping[str, object], file: str, line: int) -> LocalArea:
    where = {"file": file, "line": line}
    for name in entry:
        if name not in COLUMNS:
            raise AreaError("area.column", **where, found=str(name)[:50])
    code, name = _text(entry, "code"), _text(entry, "name")
    if not _CODE.fullmatch(code):
        raise AreaError("area.code", **where, found=code[:50])
    if not name or len(name) > _LONGEST_NAME:
        raise AreaError("area.name", **where, found=code)
    level = _text(entry, "level") or "infracommunale"
    if level not in LEVELS:
        raise AreaError("area.level", **where, found=level[:50])
    population = _text(entry, "population").replace(" ", "")
    if population and not (population.isascii() and population.isdigit()):
        raise AreaError("area.population", **where, found=population[:50])
    return LocalArea(
        line=line,
        level=level,
        code=code,
        name=name,
        population=int(population[:10]) if population else None,
        parents=tuple(_parents(_text(entry, "parent"), file, line)),
        former_names=tuple(_former_names(entry.get("former_names"))),
    )


def _text(entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name)
    return "" if value is None else str(value).strip()


def _parents(text: str, file: str, line: int) -> Iterator[tuple[str, str]]:
    for part in text.split():
        level, sign, code = part.rpartition(":")
        level = level if sign else "commune"
        if level not in LEVELS or not code:
            raise AreaError("area.parent_form", file=file, line=line, found=part[:50])
        yield level, code


def _former_names(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(each).strip() for each in cast(list[object], value) if each]
    return [each.strip() for each in str(value or "").split("|") if each.strip()]
