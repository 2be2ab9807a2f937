"""Helpers of the maps."""

from __future__ import annotations

from typing import TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory import config

__all__ = ["territory_map_ground"]


class Ground(TypedDict):
    """What lies under a map: contours of the portal, and tiles of somebody else."""

    contours: str
    tiles: str
    attribution: str


def territory_map_ground() -> Ground:
    """Return what lies under maps; no address of tiles where there are none."""
    return {
        "contours": tk.url_for("territory_area.contours"),
        "tiles": config.map_tiles_url(),
        "attribution": config.map_tiles_attribution(),
    }
