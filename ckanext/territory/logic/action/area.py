"""Actions on places: look them up, load their contours."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any, TypedDict

from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import config, contours, messages
from ckanext.territory.areas import areas
from ckanext.territory.domain.area import Area
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.logic.schema import area as schema

__all__ = [
    "territory_area_search",
    "territory_area_show",
    "territory_contour_import",
    "territory_contour_list",
]

FOLDER_PREFIX = "territory-contours-"


class AreaDict(TypedDict):
    """A place; ``label`` tells it from its homonyms, ``kind`` is that of an EPCI."""

    level: str
    code: str
    name: str
    label: str
    population: int | None
    kind: str


class AreaShown(AreaDict):
    """A place with those around it; ``children`` counts by level."""

    siren: str
    ancestors: list[AreaDict]
    children: dict[str, int]
    has_contour: bool


class ContoursLoaded(TypedDict):
    """What a file of contours gave."""

    rows: int
    kept: int
    left_out: int
    problems: list[dict[str, Any]]
    dry_run: bool


@tk.side_effect_free
@tk.validate_action_data(schema.area_search)
def territory_area_search(context: Context, data_dict: DataDict) -> list[AreaDict]:
    """Return the places that a text may mean, the likeliest first.

    Anyone may call it. Accents, case, hyphens and "st" for "saint" do not matter; a
    code is understood too.

    :param q: a name, the beginning of one, or a code; 200 characters at most
    :param levels: only places of these levels, a list or a text with commas (optional)
    :param limit: number of places, 10 by default and 50 at most

    :returns: dicts with ``level``, ``code``, ``name``, ``label`` (the name, told from
        its homonyms), ``population`` (or None) and ``kind`` (CC, CA, CU, METRO, MET69
        or EPT for an inter-municipal body, else empty)
    """
    tk.check_access("territory_area_search", context, data_dict)
    found = areas().search(
        data_dict["q"], levels=data_dict["levels"], limit=data_dict["limit"]
    )
    return [_entry(place) for place in found]


@tk.side_effect_free
@tk.validate_action_data(schema.area_show)
def territory_area_show(context: Context, data_dict: DataDict) -> AreaShown:
    """Return a place, those that hold it, and how many it holds.

    Anyone may call it. The code of a commune that was merged gives that of today.

    :param level: infracommunale, commune, epci, canton, departement, region, pays or
        autre
    :param code: its code at this level

    :returns: as ``territory_area_search``, with ``siren``, ``ancestors`` (the smallest
        first), ``children`` (numbers of places by level) and ``has_contour``
    """
    tk.check_access("territory_area_show", context, data_dict)
    index, level = areas(), data_dict["level"]
    place = index.get(level, data_dict["code"])
    if place is None and level == "commune":
        place = index.former(data_dict["code"])
    if place is None:
        raise tk.ObjectNotFound(tk._("There is no such place."))
    return {
        **_entry(place),
        "siren": place.siren,
        "ancestors": [_entry(each) for each in index.ancestors(place)],
        "children": index.child_counts(place),
        "has_contour": contours.has_contour(place),
    }


@tk.side_effect_free
@tk.validate_action_data(schema.contour_list)
def territory_contour_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the ground of the portal's maps: its territory and what it is made of.

    Anyone may call it.

    :returns: a GeoJSON FeatureCollection, empty when no contour is loaded; features
        have a ``name``
    """
    tk.check_access("territory_contour_list", context, data_dict)
    code = config.default_territory()
    return {"type": "FeatureCollection", "features": contours.around(code)}


@tk.validate_action_data(schema.contour_import)
def territory_contour_import(context: Context, data_dict: DataDict) -> ContoursLoaded:
    """Keep the contours of a GeoJSON or GeoPackage file, over those that are there.

    All that can be used of the file is kept, or nothing when the file is refused.
    Shapes become longitudes and latitudes, of 200 vertices at most.

    Accepts:
        upload: the file, sent as a file.
        level: the level of its places when it has no column ``level``; commune.
        code_field: the column of codes; looked for under its usual names by default.
        name_field: the column of names; likewise.
        dry_run: read and report, keep nothing.

    Returns:
        ``rows`` read, ``kept``, ``left_out``, ``problems`` (the first 100 rows left
        out: ``row``, ``code``, ``problem``) and ``dry_run``.

    Who may call: administrators of the portal.
    """
    tk.check_access("territory_contour_import", context, data_dict)
    upload = data_dict["upload"]
    if not isinstance(upload, FileStorage) or not upload.filename:
        raise tk.ValidationError({"upload": [tk._("Choose a file of contours.")]})
    try:
        loaded = _load(upload, data_dict)
    except TerritoryError as error:
        model.Session.rollback()
        said = messages.describe_error(error)
        raise tk.ValidationError({"upload": [said]}) from error
    if data_dict["dry_run"]:
        model.Session.rollback()
    else:
        model.Session.commit()
    return {
        "rows": loaded.rows,
        "kept": loaded.kept,
        "left_out": loaded.left_out,
        "problems": loaded.problems,
        "dry_run": data_dict["dry_run"],
    }


def _load(upload: FileStorage, options: DataDict) -> contours.Loaded:
    with tempfile.TemporaryDirectory(prefix=FOLDER_PREFIX) as folder:
        path = Path(folder) / "contours"
        with path.open("wb") as target:
            shutil.copyfileobj(upload.stream, target)
        return contours.load(
            path,
            Path(upload.filename or "").name,
            level=options["level"],
            code_field=options["code_field"],
            name_field=options["name_field"],
        )


def _entry(place: Area) -> AreaDict:
    return {
        "level": place.level,
        "code": place.code,
        "name": place.name,
        "label": areas().label(place),
        "population": place.population,
        "kind": place.kind,
    }
