"""Trims the places of a year into the file that the extension ships.

Usage: ``python -m tools.areas PACKAGE [TARGET]``. PACKAGE is the folder, or the
tarball, of the npm package ``@etalab/decoupage-administratif`` (its major version is
the year: 6 is 2026), brought with ``npm pack``. Its data are INSEE's Code officiel
géographique and the DGCL's lists of EPCI, under Licence Ouverte 2.0.

The file is JSON lines, gzipped, since a whole document of this size would leave its
mark on the memory of every process that reads it:

- first line: ``year``, ``source``, ``license``;
- ``areas``: lists of [level, code, name, population, kind, parents], parents being
  [level, code] pairs: the country, régions, départements, EPCI, arrondissements;
- ``departement`` and ``communes``: lists of [code, name, population, SIREN, codes of
  the EPCI separated by a space];
- ``former``: codes of communes that are gone, with those of today; ``names``:
  [code of today, name of a commune that was merged into it].
"""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ckanext.territory.domain.area.place import COUNTRY

Row = dict[str, Any]
FILES = ("communes", "epci", "ept", "departements", "regions")
SOURCE = (
    "INSEE, Code officiel géographique ; DGCL, périmètres des EPCI ; populations "
    "INSEE. Mis en forme par Etalab (@etalab/decoupage-administratif)."
)
FIRST_YEAR = 2020  # of major version 0


def read_package(path: Path) -> tuple[int, dict[str, list[Row]]]:
    """Return the year and the lists of a package, folder or tarball."""
    if path.is_dir():
        texts = {
            name: (path / f"{name}.json").read_bytes()
            for name in ("package", *(f"data/{each}" for each in FILES))
        }
    else:
        with tarfile.open(path) as archive:
            texts = {
                name: _member(archive, f"package/{name}.json")
                for name in ("package", *(f"data/{each}" for each in FILES))
            }
    version = json.loads(texts["package"])["version"]
    lists = {name: json.loads(texts[f"data/{name}"]) for name in FILES}
    return FIRST_YEAR + int(version.partition(".")[0]), lists


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    stream = archive.extractfile(name)
    if stream is None:
        sys.exit(f"no {name} in the package")
    return stream.read()


class Trimmer:
    """The lists of a package, and what is worked out from them."""

    def __init__(self, year: int, lists: dict[str, list[Row]]) -> None:
        """Take the lists as they are in the package."""
        self.year = year
        self.lists = lists
        self.communes = {
            row["code"]: row
            for row in lists["communes"]
            if row["type"] == "commune-actuelle"
        }
        # An EPT is inside the Métropole du Grand Paris: it comes first.
        self.unions = [*lists["ept"], *lists["epci"]]
        self.unions_of: dict[str, list[str]] = {}
        for union in self.unions:
            for member in union["membres"]:
                self.unions_of.setdefault(member["code"], []).append(union["code"])
        self.departements = {row["code"]: row for row in lists["departements"]}

    def blocks(self) -> Iterator[Row]:
        """Yield the lines of the file."""
        yield {"year": self.year, "source": SOURCE, "license": "Licence Ouverte 2.0"}
        yield {"areas": [*self._large(), *self._unions(), *self._arrondissements()]}
        for code in self.departements:
            communes = [
                [
                    row["code"],
                    row["nom"],
                    row.get("population"),
                    row.get("siren", ""),
                    " ".join(self.unions_of.get(row["code"], [])),
                ]
                for row in self.communes.values()
                if row["departement"] == code
            ]
            yield {"departement": code, "communes": communes}
        yield {"former": self._former(), "names": self._former_names()}

    def _large(self) -> Iterator[list[Any]]:
        level, country = COUNTRY
        everybody = self._population(list(self.communes))
        yield [level, country, "France", everybody, "", []]
        for row in self.lists["regions"]:
            # An overseas collectivity is listed as a région of its own, and is none.
            if row["zone"] != "com":
                yield self._holder("region", row, COUNTRY)
        for row in self.departements.values():
            above = COUNTRY if row["zone"] == "com" else ("region", row["region"])
            yield self._holder("departement", row, above)

    def _holder(self, level: str, row: Row, above: tuple[str, str]) -> list[Any]:
        inside = [
            code
            for code, commune in self.communes.items()
            if commune[level] == row["code"]
        ]
        population = self._population(inside)
        return [level, row["code"], row["nom"], population, "", [above]]

    def _unions(self) -> Iterator[list[Any]]:
        paris = next(
            row["code"]
            for row in self.unions
            if row["type"] == "METRO" and "Grand Paris" in row["nom"]
        )
        for row in self.unions:
            inside = [each["code"] for each in row["membres"]]
            above = [self._holder_of(inside)]
            if row["type"] == "EPT":
                above.insert(0, ("epci", paris))
            population = self._population(inside)
            yield ["epci", row["code"], row["nom"], population, row["type"], above]

    def _holder_of(self, communes: Sequence[str]) -> tuple[str, str]:
        """Return the département that holds all of them, or the région, or France."""
        rows = [self.communes[code] for code in communes if code in self.communes]
        for level in ("departement", "region"):
            codes = {row[level] for row in rows}
            if len(codes) == 1:
                return level, codes.pop()
        return COUNTRY

    def _arrondissements(self) -> Iterator[list[Any]]:
        for row in self.lists["communes"]:
            if row["type"] == "arrondissement-municipal":
                above = [("commune", row["commune"])]
                population = row.get("population")
                name = row["nom"]
                yield ["infracommunale", row["code"], name, population, "", above]

    def _former(self) -> dict[str, str]:
        former = {row["code"]: row["chefLieu"] for row in self._merged()}
        for row in self.communes.values():
            former.update(dict.fromkeys(row.get("anciensCodes", ()), row["code"]))
        return {old: new for old, new in former.items() if old not in self.communes}

    def _former_names(self) -> list[list[str]]:
        return [
            [row["chefLieu"], row["nom"]]
            for row in self._merged()
            if row["nom"] != self.communes[row["chefLieu"]]["nom"]
        ]

    def _merged(self) -> Iterator[Row]:
        for row in self.lists["communes"]:
            if row["type"] in {"commune-deleguee", "commune-associee"}:
                yield row

    def _population(self, communes: Sequence[str]) -> int:
        return sum(
            self.communes[code].get("population", 0)
            for code in communes
            if code in self.communes
        )


def main() -> None:
    """Write the file of the year beside the others."""
    if len(sys.argv) < 2:  # noqa: PLR2004 - the program and its argument
        sys.exit(__doc__)
    year, lists = read_package(Path(sys.argv[1]))
    folder = Path(__file__).resolve().parent.parent / "ckanext/territory/data/areas"
    target = folder / f"cog-{year}.jsonl.gz"
    if len(sys.argv) > 2:  # noqa: PLR2004 - the second argument
        target = Path(sys.argv[2])
    lines = (
        json.dumps(block, ensure_ascii=False, separators=(",", ":")) + "\n"
        for block in Trimmer(year, lists).blocks()
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    # No time stamp inside: the same package gives the same file.
    target.write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
