"""The map of the stations, and the list that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory import chart_page
from ckanext.territory.chart_page import Link
from ckanext.territory.domain.chart import Column, Row
from ckanext.territory.domain.environment import Observed
from ckanext.territory.environment import charting, comparing, words
from ckanext.territory.environment.choosing import Chosen

SHAPES = {"over": "triangle", "under": "circle"}


class MapFigure(TypedDict):
    """A map with everything its template shows."""

    id: str
    title: str
    alt: str
    url: str
    sentence: str
    source: str
    caption: str
    columns: list[Column]
    rows: list[Row]
    downloads: list[Link]


def figure(chosen: Chosen) -> MapFigure | None:
    """Return the map, None when no station has a position."""
    placed = [each for each in chosen.every if _position(chosen, each)]
    if not placed:
        return None
    title = tk._("Where the stations are")
    query = {**chosen.query, "station": "", "valeur": ""}
    return {
        "id": "stations-map",
        "title": title,
        "alt": tk._("Map of the stations. The list that follows says the same."),
        "url": chart_page.file_url(
            chosen.dataset["name"], "stations", "geojson", query
        ),
        "sentence": tk._(
            "A triangle: the threshold was exceeded. A circle: it was not. A square: "
            "nothing to compare."
        )
        if comparing.of_property(chosen)
        else "",
        "source": charting.source(chosen),
        "caption": tk._("Stations and their latest reading"),
        "columns": [
            Column(label=tk._("Station")),
            Column(label=tk._("Latest reading"), is_number=True),
            Column(label=tk._("Position"), is_number=True),
        ],
        "rows": [_row(chosen, each) for each in chosen.every],
        "downloads": [
            chart_page.download(chosen.dataset["name"], "stations", "geojson", query)
        ],
    }


def geojson(chosen: Chosen) -> Mapping[str, Any]:
    """Return the stations as GeoJSON, each with what it says in a sentence."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [position[1], position[0]],
                },
                "properties": {
                    "label": chosen.name_of(each.station),
                    "code": each.station,
                    "text": tk._("{name}: {value}, {moment}").format(
                        name=words.short(chosen.known, chosen.code),
                        value=words.value(each.value, chosen),
                        moment=words.when(each.last, each.length),
                    ),
                    "shape": SHAPES.get(_state(chosen, each), "square"),
                    "url": tk.url_for(
                        "environment.read",
                        id=chosen.dataset["name"],
                        station=each.station,
                        _anchor="environment",
                        **{
                            k: v
                            for k, v in chosen.query.items()
                            if k == "grandeur" and v
                        },
                    ),
                    "url_label": tk._("See this station"),
                },
            }
            for each in chosen.every
            if (position := _position(chosen, each))
        ],
    }


def _row(chosen: Chosen, found: Observed) -> Row:
    position = _position(chosen, found)
    texts = (
        chosen.name_of(found.station),
        words.value(found.value, chosen),
        "–" if position is None else f"{position[0]:.4f}, {position[1]:.4f}",
    )
    return Row(texts=texts, values=texts)


def _position(chosen: Chosen, found: Observed) -> tuple[float, float] | None:
    station = chosen.stations.get(found.station)
    if station is None or station.latitude is None or station.longitude is None:
        return None
    return station.latitude, station.longitude


def _state(chosen: Chosen, found: Observed) -> str:
    last = comparing.latest(chosen, found)
    if last is None:
        return "unknown"
    threshold, _second, value = last
    return "over" if value > threshold.value else "under"
