"""Seeding of the contours of the town, as an administrator loads them."""

from __future__ import annotations

from demo.city import CITY
from demo.contours import CONTOURS
from demo.portal import Portal


def seed_contours(site: Portal) -> list[str]:
    """Load the contours when they are missing; return the name of their file."""
    town = site.find("territory_area_show", level="commune", code=CITY.insee_code)
    # Without its own places (areas_file) a portal has nothing to draw.
    if town is None or town["has_contour"]:
        return []
    site.send("territory_contour_import", (CONTOURS.name, CONTOURS.read_bytes()))
    return [CONTOURS.name]
