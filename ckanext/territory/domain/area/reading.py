"""Reading of the places of the year, and of a portal's own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ckanext.territory.domain.area.errors import AreaError
from ckanext.territory.domain.area.index import AreaIndex
from ckanext.territory.domain.area.local import LocalArea, read_local
from ckanext.territory.domain.area.place import Area

COG_FILE = Path(__file__).resolve().parents[2] / "data" / "areas" / "cog-2026.jsonl.gz"


YEAR_FILE = ".jsonl.gz"


def load_areas(*files: Path) -> AreaIndex:
    """Return the index of the places of some files.

    A file of the year is JSON lines, gzipped, as ``tools/areas.py`` writes it; a file
    of the portal's own is YAML or CSV (see ``local.py``), and its places count over
    those of the files before. Raises AreaError ``area.…`` for a file that cannot be
    used.
    """
    reader = _Reader(files)
    return AreaIndex(reader.areas(), reader.former, reader.names)


class _Reader:
    """Gives the places one by one; the rest is complete when they are all read."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = files
        self.former: dict[str, str] = {}
        self.names: list[tuple[str, str, str]] = []
        self.known: set[tuple[str, str]] = set()

    def areas(self) -> Iterator[Area]:
        own = [file for file in self.files if not file.name.endswith(YEAR_FILE)]
        local = [(file, each) for file in own for each in read_local(file)]
        wanted = {parent for _, each in local for parent in each.parents}
        for file in self.files:
            if file.name.endswith(YEAR_FILE):
                for place in self._of_year(file):
                    if place.key in wanted:
                        self.known.add(place.key)
                    yield place
        yield from self._of_portal(local)

    def _of_year(self, file: Path) -> Iterator[Area]:
        try:
            with gzip.open(file, "rt", encoding="utf-8") as stream:
                for line in stream:
                    yield from self._block(json.loads(line))
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise AreaError("area.year_file", file=file.name) from error

    def _block(self, block: dict[str, Any]) -> Iterator[Area]:
        """Yield what a line of the file holds; ``tools/areas.py`` describes it."""
        if "communes" in block:
            yield from _communes(block)
        for level, code, name, population, kind, parents in block.get("areas", ()):
            yield Area(
                level=level,
                code=code,
                name=name,
                population=population,
                parents=tuple((each[0], each[1]) for each in parents),
                kind=kind,
                siren=code if level == "epci" else "",
            )
        self.former.update(block.get("former", {}))
        self.names += [("commune", code, name) for code, name in block.get("names", ())]

    def _of_portal(self, local: Sequence[tuple[Path, LocalArea]]) -> Iterator[Area]:
        """Yield places of one's own; raises AreaError ``area.parent``."""
        known = self.known | {each.key for _, each in local}
        for file, each in local:
            for parent in each.parents:
                if parent not in known:
                    raise AreaError(
                        "area.parent",
                        file=file.name,
                        line=each.line,
                        found=":".join(parent),
                    )
            yield each.area()
            self.names += [(each.level, each.code, name) for name in each.former_names]


def _communes(block: dict[str, Any]) -> Iterator[Area]:
    above = ("departement", str(block["departement"]))
    holders: dict[str, tuple[tuple[str, str], ...]] = {}
    for code, name, population, siren, epcis in block["communes"]:
        parents = holders.get(epcis)
        if parents is None:
            parents = (*(("epci", each) for each in epcis.split()), above)
            holders[epcis] = parents
        yield Area(
            level="commune",
            code=code,
            name=name,
            population=population,
            parents=parents,
            siren=siren,
        )
