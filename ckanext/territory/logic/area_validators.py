"""Validators of places and of areas on the map."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.territory import contours, messages
from ckanext.territory.area_words import refusal_text
from ckanext.territory.areas import areas
from ckanext.territory.domain.area import LEVELS, Area, AreaError
from ckanext.territory.domain.area.coverage import renewed
from ckanext.territory.domain.area.polygon import parse_polygon
from ckanext.territory.domain.area.resolve import EXPLAINED, resolve

__all__ = ["territory_codes", "territory_polygon", "territory_spatial_coverage"]

MOST_PLACES = 1_000
LONGEST_NAME = 200
COVERAGE = "spatial_coverage"


def territory_codes(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Accept codes and names of places of the level; store their codes.

    Harvested datasets and drafts keep what names no place; a former commune's code
    stays, since old data bear it.
    """
    level = _level(data)
    texts = _texts(data.get(key))
    if len(texts) > MOST_PLACES or any(len(text) > LONGEST_NAME for text in texts):
        errors[key].append(
            tk._(
                "Write {most} places at most, each on its line, by name or by code."
            ).format(most=MOST_PLACES)
        )
        raise tk.StopOnError
    found = resolve(areas(), level, texts)
    if not (_is_harvested(data) or data.get(("state",)) == "draft"):
        errors[key] += [
            refusal_text(level, refusal) for refusal in found.refused[:EXPLAINED]
        ]
    data[key] = json.dumps(found.codes)


def territory_spatial_coverage(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Draw the area on the map from the places of the dataset.

    Stands on the field of their codes, after ``territory_codes``. What a person or a
    partner gave is left alone.
    """
    if errors.get(key) or _is_harvested(data):
        return
    items = _items(data)
    places = _places(_level(data), _texts(data.get(key)))
    wanted = renewed(items, contours.coverage(places), areas())
    if wanted is None:
        return
    for stale in [each for each in data if each[0] == COVERAGE]:
        del data[stale]
    for number, item in enumerate(wanted):
        for name, value in item.items():
            data[COVERAGE, number, name] = value


def territory_polygon(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Accept a polygon in GeoJSON, as text or as a structure; store simple text.

    One that cannot be used leaves a harvested dataset, which nobody here can mend.
    """
    value = data.get(key)
    try:
        geometry = parse_polygon(value if isinstance(value, str) else json.dumps(value))
    except AreaError as error:
        if _is_harvested(data):
            data.pop(key, None)
        else:
            errors[key].append(messages.describe_error(error))
        raise tk.StopOnError from error
    data[key] = json.dumps(geometry)


def _level(data: FlattenDataDict) -> str:
    level = data.get(("territory_level",))
    return level if isinstance(level, str) and level in LEVELS else ""


def _is_harvested(data: FlattenDataDict) -> bool:
    source = data.get(("source_id",))
    return bool(source and source is not tk.missing)


def _texts(value: object) -> list[str]:
    """Return the texts of a list field, as scheming stores it or as it was sent."""
    if isinstance(value, str) and value.startswith("["):
        with suppress(ValueError):
            value = json.loads(value)
    if isinstance(value, list):
        return [str(each) for each in value if each]
    return [str(value)] if value and value is not tk.missing else []


def _items(data: FlattenDataDict) -> list[Mapping[str, Any]]:
    """Return the items of the coverage that were sent, or were there."""
    found: dict[int, dict[str, Any]] = {}
    for key, value in data.items():
        if key[0] == COVERAGE and len(key) > 1 and value is not tk.missing:
            found.setdefault(int(key[1]), {})[str(key[2])] = value
    return [found[number] for number in sorted(found)]


def _places(level: str, codes: list[str]) -> list[Area]:
    """Return the places of today that codes stand for; none when one is unknown."""
    index = areas()
    found: dict[Area, None] = {}
    for code in codes:
        if level:
            place = index.get(level, code)
            if place is None and level == "commune":
                place = index.former(code)
        else:
            alone = index.find(code)
            place = alone[0] if len(alone) == 1 else None
        if place is None:
            return []
        found[place] = None
    return list(found)
