"""Stations and sensors: their names and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ckanext.territory.domain.figures.columns import TableColumns
from ckanext.territory.domain.figures.refusals import Refusals
from ckanext.territory.domain.table import TableReader, read_number

MOST_STATIONS: Final = 5000
NAMES: Final = ("station_code", "label", "lat", "lon", "model", "network")
_LATITUDE, _LONGITUDE = 90, 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A station; positions are degrees (WGS84), None when they are not known."""

    code: str
    label: str
    latitude: float | None = None
    longitude: float | None = None
    model: str = ""
    network: str = ""


def sensor_figures(table: TableReader) -> dict[str, Any]:
    """Return the stations of a table: ``rows``, ``refused``, ``stations``.

    A station without a usable position is kept, without it.

    Raises:
        TerritoryError: a column that figures need is not there.
    """
    columns = TableColumns(table.header)
    columns.require("station_code")
    places = [columns.place(name) for name in NAMES]
    refusals, rows = Refusals(), 0
    stations: dict[str, dict[str, Any]] = {}
    for line, row in table.numbered_rows():
        rows += 1
        cells = (*row, "")
        code, label, latitude, longitude, model, network = (
            cells[at].strip() for at in places
        )
        if not code:
            refusals.add("station", line)
            continue
        if len(stations) >= MOST_STATIONS:
            refusals.add("too_many", line)
            continue
        position = _position(latitude, longitude)
        if position is None:
            refusals.add("position", line)
        stations[code] = {
            "code": code,
            "label": label or code,
            "position": position,
            "model": model,
            "network": network,
        }
    return {
        "rows": rows,
        "refused": refusals.to_json(),
        "stations": list(stations.values()),
    }


def stations_of(files: Iterable[Mapping[str, Any]]) -> dict[str, Station]:
    """Return the stations of several files by code; the later file counts."""
    return {
        kept["code"]: Station(
            code=kept["code"],
            label=kept["label"],
            latitude=kept["position"][0] if kept["position"] else None,
            longitude=kept["position"][1] if kept["position"] else None,
            model=kept["model"],
            network=kept["network"],
        )
        for file in files
        for kept in file["stations"]
    }


def _position(latitude: str, longitude: str) -> list[float] | None:
    north, east = read_number(latitude), read_number(longitude)
    if north is None or east is None:
        return None
    if abs(north) > _LATITUDE or abs(east) > _LONGITUDE:
        return None
    return [float(north), float(east)]
