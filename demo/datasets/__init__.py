"""Datasets of the imaginary town but its budgets: descriptions and files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from demo.datasets import binaries, civic, indicators, maps, observations, services
from demo.datasets.shapes import Features, Rows
from demo.figures import DATA

FILES: Mapping[str, Callable[[], Rows | Features | bytes]] = {
    **civic.FILES,
    **services.FILES,
    **maps.FILES,
    **indicators.FILES,
    **observations.FILES,
    **binaries.FILES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainDataset:
    """What the demo says of a dataset; ``files`` maps file names to their titles.

    ``fields`` are those of its type.
    """

    name: str
    title: str
    notes: str
    themes: tuple[str, ...]
    tags: tuple[str, ...]
    frequency: str
    referent: str
    files: Mapping[str, str]
    organization: str = "ville"
    access_level: str = "public"
    period: tuple[str, str] | None = None
    conforms_to: str | None = None
    type: str = "dataset"
    fields: Mapping[str, Any] = field(default_factory=dict)


def plain_datasets() -> tuple[PlainDataset, ...]:
    """Return the datasets of no type of their own, in the order of their publishing."""
    return _read("datasets", "dataset")


def typed_datasets() -> tuple[PlainDataset, ...]:
    """Return the indicators, then the datasets of the environment."""
    return (*_read("performance", "performance"), *_read("environment", "environment"))


def _read(file: str, kind: str) -> tuple[PlainDataset, ...]:
    rows = yaml.safe_load((DATA / f"{file}.yaml").read_text(encoding="utf-8"))
    return tuple(PlainDataset(**_frozen(row), type=kind) for row in rows)


def _frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in row.items()
    }


def file_content(name: str) -> bytes:
    """Return a file of the demo, always the same bytes for the same name."""
    made = FILES[name]()
    if isinstance(made, bytes):
        return made
    if isinstance(made, Features):
        return _geojson(made).encode()
    return _csv(made).encode()


def file_format(name: str) -> str:
    """Return the format that a person would name: CSV, GeoJSON, XLSX, GPKG."""
    extension = name.rpartition(".")[2]
    return "GeoJSON" if extension == "geojson" else extension.upper()


def _csv(rows: Sequence[Mapping[str, object]]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def _geojson(features: Features) -> str:
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": kind, "coordinates": coordinates},
                "properties": dict(properties),
            }
            for kind, coordinates, properties in features.items
        ],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1)
