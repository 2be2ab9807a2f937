"""Where France is: boxes of longitude and latitude, to know one from the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
Fault: TypeAlias = Literal["swapped", "outside"]

# West, south, east, north, with room around the coasts. Metropolitan France with its
# neighbours, then Guadeloupe, Martinique and the northern islands; Guyane; La Réunion;
# Mayotte; Saint-Pierre-et-Miquelon; Nouvelle-Calédonie; Wallis-et-Futuna; Polynésie
# française; the austral and antarctic lands.
# Source: IGN, territorial extents of the legal reference systems (RGF93, RGAF09, …).
BOXES: tuple[Box, ...] = (
    (-10, 40, 10, 52),
    (-64, 14, -60, 19),
    (-55, 2, -51, 6),
    (54, -22, 57, -20),
    (44, -14, 46, -12),
    (-57, 46, -55, 48),
    (156, -27, 174, -14),
    (-180, -16, -174, -12),
    (-158, -30, -130, -5),
    (38, -55, 80, -10),
)


def fault(points: Iterable[tuple[float, float]]) -> Fault | None:
    """Return what is wrong with points taken as (longitude, latitude).

    ``swapped``: they would be right as (latitude, longitude); ``outside``: they are not
    in France either way.
    """
    known = list(points)
    if all(is_inside(x, y) for x, y in known):
        return None
    return "swapped" if all(is_inside(y, x) for x, y in known) else "outside"


def is_inside(longitude: float, latitude: float) -> bool:
    """Tell whether a point is in one of the boxes."""
    return any(
        west <= longitude <= east and south <= latitude <= north
        for west, south, east, north in BOXES
    )
