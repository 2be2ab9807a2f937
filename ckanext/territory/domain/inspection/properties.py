"""Observed properties: how columns and values name them, in which domain they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from ckanext.territory.domain.table_schema import column_key

# Domains of the properties, as the datasets' field has them.
_DOMAINS: Final[Mapping[str, str]] = {
    "air": "air",
    "noise": "bruit",
    "traffic": "mobilite",
    "soft_mobility": "mobilite",
    "energy": "energie",
    "water": "eau",
    "waste": "dechets",
    "climate": "climat",
    "ghg": "ges",
    "biodiversity": "biodiversite",
}
# Codes and labels that mean nothing else when they name a column: "eau", "vent" or
# "hauteur" are in many tables.
_SURE: Final = frozenset(
    [
        "no2",
        "o3",
        "so2",
        "pm10",
        "pm25",
        "pm1",
        "nox",
        "laeq",
        "lden",
        "atmoindex",
        "indiceatmo",
        "co2e",
        "vehiclecount",
        "bikecount",
        "pedestriancount",
        "electricityuse",
        "gasuse",
        "heatuse",
        "wateruse",
        "airtemperature",
        "rainfall",
        "windspeed",
        "riverlevel",
    ]
)


@dataclass(frozen=True, slots=True)
class Property:
    """An observed property; ``domain`` is a choice of ``environment_domain``."""

    code: str
    domain: str
    unit: str
    labels: Mapping[str, str]


class Properties:
    """The observed properties by what files call them."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Build from entries of ``data/environment/properties.yaml``."""
        self._by_code: dict[str, Property] = {}
        self._by_name: dict[str, Property] = {}
        for entry in entries:
            code = str(entry["code"])
            label: Mapping[str, str] = entry.get("label") or {}
            found = Property(
                code,
                _DOMAINS.get(str(entry.get("domain")), ""),
                str(entry.get("unit") or ""),
                label,
            )
            self._by_code[column_key(code)] = found
            for name in (*label.values(), str(entry.get("short") or "")):
                self._by_name.setdefault(column_key(name), found)

    @classmethod
    def from_file(cls, path: Path) -> Properties:
        """Return the properties of a file of the extension."""
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(content["properties"])

    def of_value(self, text: str) -> Property | None:
        """Return the property that a value names: by code, or by its label."""
        key = column_key(text)
        return self._by_code.get(key) or self._by_name.get(key)

    def of_column(self, name: str) -> Property | None:
        """Return the property that the name of a column means beyond doubt."""
        bare = name.partition("(")[0].partition("[")[0]
        key = column_key(bare)
        found = self._by_code.get(key) or self._by_name.get(key)
        return found if key in _SURE or len(bare.split()) > 1 else None
