"""Refusals of files of places, of polygons and of contours."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "area.file": N_(
        "The file of places {file} cannot be read: it is missing, too large or not in "
        "UTF-8."
    ),
    "area.format": N_(
        "{file}, line {line}: a place is a list of names and values (see the "
        "documentation of areas_file)."
    ),
    "area.column": N_("{file}, line {line}: “{found}” is not a known column."),
    "area.code": N_(
        "{file}, line {line}: “{found}” cannot be a code. Use up to 40 letters without "
        "accents, digits, points, hyphens or underscores."
    ),
    "area.name": N_(
        "{file}, line {line}: the place {found} needs a name of 200 characters at most."
    ),
    "area.level": N_("{file}, line {line}: “{found}” is not a level of places."),
    "area.parent_form": N_(
        "{file}, line {line}: write the parent “{found}” as level:code, such as "
        "commune:35238."
    ),
    "area.population": N_(
        "{file}, line {line}: the population “{found}” is not a whole number."
    ),
    "area.duplicate": N_(
        "{file}, line {line}: the place {found} is already on line {first}."
    ),
    "area.year_file": N_(
        "The places of the year in {file} cannot be read: make the file again with "
        "tools/areas.py."
    ),
    "area.parent": N_("{file}, line {line}: there is no place {found}."),
    "area.polygon_size": N_(
        "This polygon is too large: {expected} vertices or 1 MB at most. Simplify it."
    ),
    "area.polygon_json": N_(
        "This is not a polygon in GeoJSON, such as "
        '{{"type": "Polygon", "coordinates": [[[-1.7, 48.1], …]]}}.'
    ),
    "area.polygon_kind": N_(
        "The area must be a Polygon or a MultiPolygon, not a {found}."
    ),
    "area.polygon_collection": N_(
        "The area must be a single Polygon or MultiPolygon, not a GeometryCollection."
    ),
    "area.polygon_ring": N_(
        "The coordinates of the polygon are not right: each ring has at least four "
        "points [longitude, latitude] that enclose a surface."
    ),
    "area.polygon_open": N_(
        "The ring of the polygon is not closed: its last point must be its first one."
    ),
    "area.polygon_order": N_(
        "Longitude and latitude are swapped in {found}: write the longitude first."
    ),
    "area.polygon_outside": N_(
        "The point {found} is not in France: coordinates are degrees of longitude, "
        "then of latitude (WGS 84)."
    ),
    "area.contour_format": N_(
        "{file} is not a GeoJSON or GeoPackage file that can be read."
    ),
    "area.contour_layer": N_("{file} holds no layer of surfaces."),
    "area.contour_crs": N_(
        "{file} does not say in which system its coordinates are, or in an unknown one."
    ),
    "area.contour_field": N_(
        "{file} has no column “{found}” for the codes. Its columns: {fields}."
    ),
    "area.contour_empty": N_("No contour of {file} can be used; nothing was changed."),
}

# Why a row of a file of contours is left out.
ROWS: dict[str, str] = {
    "no_code": N_("has no code"),
    "no_shape": N_("has no surface"),
    "outside": N_("is not in France"),
    "level": N_("has an unknown level"),
    "unknown": N_("has a code that is not among the places of its level"),
    "twice": N_("has a code that was already given"),
}
