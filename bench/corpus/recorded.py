"""Files that nobody in this project wrote; they are not always beside the checkout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.corpus.case import year
from bench.corpus.official import ONCE

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("TERRITORY_REALDATA", ROOT.parent / "shared" / "realdata"))
_STAGES = {
    "bp": "Budget primitif",
    "ca": "Compte administratif",
    "cfu": "Compte financier unique",
    "dm": "Décision modificative",
    "dm1": "Décision modificative n° 1",
    "dm2": "Décision modificative n° 2",
}
_SMA = "CA du Pays de Saint Malo Agglomération"
# Whose budget each file is: name, level and code of the place, name of an annexe.
_ENTITIES = {
    "annexe": ("Crach", "commune", "56046", "LOTISSEMENT LE BOCENO"),
    "crach": ("Crach", "commune", "56046", ""),
    "mohon": ("Mohon", "commune", "56134", ""),
    "grenoble": ("Grenoble", "commune", "38185", ""),
    "transport": (_SMA, "epci", "243500782", "TRANSPORT ET MOBILITE SMA"),
}


def recorded(folder: Path = FOLDER) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the recorded files that are here, with what should be proposed."""
    for path in sorted(folder.glob("totem/*")):
        if not path.name.startswith("invalid"):
            yield path, _budget(path)
    catalogue = folder / "opendatasoft" / "catalog-export-2015.csv"
    if catalogue.is_file():
        yield catalogue, {"temporal_coverage": (None, year(2015)), "title": (None,)}
    for path in sorted(folder.glob("accounts/*.xml")):
        when = int(path.name[:4])
        yield path, {"temporal_coverage": (None, year(when))}
    for name in ("dcat/catalog.xml", "csw/get-records.xml", "ckan/dkan-french.json",
                 "udata/angers-api1-datasets.json"):  # fmt: skip
        path = folder / name
        if path.is_file():
            yield path, {"title": (None,)}


def _budget(path: Path) -> dict[str, Any]:
    entity, stage, when = path.name.split(".")[0].split("-")
    name, level, code, annexe = _ENTITIES[entity]
    is_scdl = path.suffix == ".csv"
    # SCDL knows neither the number of a decision, nor annexes, nor the CFU.
    if is_scdl:
        stage = {"cfu": "ca"}.get(stage, stage.rstrip("12"))
    parts = [f"{_STAGES[stage]} {when}", name, "" if is_scdl else annexe]
    return {
        "type": "budget",
        "title": " – ".join(part for part in parts if part),
        "territory_theme": ["finances-budget"],
        "territory_level": level,
        "territory_code": [code],
        "temporal_coverage": year(int(when)),
        "frequency": ONCE,
    }
