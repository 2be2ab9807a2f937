"""Maps of the imaginary town, as GeoJSON features."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from demo.city import DISTRICTS, STREETS
from demo.datasets.services import equipment, trees
from demo.datasets.shapes import Features, Rows, chance, position

GAMES = ("toboggan", "balançoire", "cabane", "tyrolienne", "bac à sable", "araignée")


def _points(rows: Rows) -> Features:
    """Return rows as points, their coordinates taken out of the properties."""
    return Features(
        [
            (
                "Point",
                [row["longitude"], row["latitude"]],
                {
                    key: value
                    for key, value in row.items()
                    if key not in {"longitude", "latitude"}
                },
            )
            for row in rows
        ]
    )


def equipment_map() -> Features:
    """Return the places that the town runs."""
    return _points(equipment())


def tree_map() -> Features:
    """Return the trees."""
    return _points(trees())


def playgrounds() -> Features:
    """Return playgrounds, two by quarter."""
    source = chance("jeux")
    features: list[tuple[str, object, Mapping[str, object]]] = []
    for place in DISTRICTS:
        for rank in (1, 2):
            properties = {
                "nom": f"Aire de jeux {place.name} {rank}",
                "ages": source.choice(["1-4 ans", "3-8 ans", "6-12 ans"]),
                "jeux": ", ".join(source.sample(GAMES, 3)),
                "controlee_le": f"2025-{source.randint(1, 9):02d}-15",
            }
            features.append(("Point", position(place, source), properties))
    return Features(features)


def cycle_tracks() -> Features:
    """Return cycle tracks as lines from one quarter to another."""
    source = chance("pistes")
    features: list[tuple[str, object, Mapping[str, object]]] = []
    for rank, start in enumerate(DISTRICTS):
        end = DISTRICTS[(rank + 3) % len(DISTRICTS)]
        line = [position(start, source), position(end, source)]
        middle = [round((line[0][axis] + line[1][axis]) / 2, 6) for axis in (0, 1)]
        properties = {
            "nom": f"{start.name} - {end.name}",
            "amenagement": source.choice(["piste", "bande", "voie verte"]),
            "revetement": source.choice(["enrobé", "stabilisé"]),
            "annee": source.choice([2014, 2018, 2021, 2025]),
        }
        features.append(("LineString", [line[0], middle, line[1]], properties))
    return Features(features)


def street_lamps() -> Features:
    """Return street lamps, half of them LED since 2022."""
    source = chance("lampes")
    features: list[tuple[str, object, Mapping[str, object]]] = []
    for rank in range(1, 361):
        place = DISTRICTS[rank % len(DISTRICTS)]
        led = source.choice([True, False])
        properties = {
            "identifiant": f"PL{rank:04d}",
            "rue": STREETS[rank % len(STREETS)],
            "quartier": place.name,
            "lampe": "LED" if led else "sodium",
            "puissance_w": 38 if led else 100,
            "hauteur_m": source.choice([4, 6, 8]),
            "extinction": source.choice(["23 h - 5 h", "minuit - 5 h", "aucune"]),
        }
        features.append(("Point", position(place, source), properties))
    return Features(features)


FILES: Mapping[str, Callable[[], Features]] = {
    "equipements.geojson": equipment_map,
    "arbres.geojson": tree_map,
    "aires-de-jeux.geojson": playgrounds,
    "pistes-cyclables.geojson": cycle_tracks,
    "points-lumineux.geojson": street_lamps,
}
