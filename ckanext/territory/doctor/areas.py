"""The places: whether their files can be used, whether contours are loaded."""

from __future__ import annotations

from ckan.plugins import toolkit as tk

from ckanext.territory import contours, messages
from ckanext.territory.areas import areas, check_area_files
from ckanext.territory.doctor.check import Check, error, fine, warning
from ckanext.territory.domain.area import AreaError


def files() -> list[Check]:
    """Check that the places of the year and the portal's own are read whole."""
    code = "areas.files"
    try:
        check_area_files()
    except AreaError as problem:
        remedy = tk._(
            "Mend the file that ckanext.territory.areas_file or cog_file names, then "
            "start the portal again. Until then only the places of the year are known."
        )
        return [error(code, messages.describe_error(problem), remedy)]
    found = tk._("{count} places are known.").format(count=len(areas()))
    return [fine(code, found)]


def loaded_contours() -> list[Check]:
    """Check that datasets can get their area on the map from their places."""
    code = "areas.contours"
    found = contours.count()
    if found:
        return [fine(code, tk._("{count} contours are loaded.").format(count=found))]
    return [
        warning(
            code,
            tk._("No contour of a place is loaded: datasets have no area on the map."),
            tk._("Run: {commands}").format(
                commands="ckan territory contour load communes.geojson"
            ),
        )
    ]
