"""Action that shows the directory in parts, with what is in it."""

from __future__ import annotations

from typing import TypedDict

from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import directory as schema
from ckanext.territory.referents import listing
from ckanext.territory.referents.faces import InternalFace, PublicFace, face
from ckanext.territory.referents.visibility import dataset_counts

__all__ = ["territory_directory_show"]


class ServiceCount(TypedDict):
    """A service and how many people it has."""

    id: str
    name: str
    count: int


class PlaceCount(TypedDict):
    """A place and how many people cover it by name."""

    code: str
    name: str
    count: int


class DirectoryDict(TypedDict):
    """A part of the directory; `total` and what follows are of the whole of it."""

    count: int
    referents: list[PublicFace | InternalFace]
    total: int
    themes: dict[str, int]
    services: list[ServiceCount]
    territories: list[PlaceCount]


@tk.side_effect_free
@tk.validate_action_data(schema.directory_show)
def territory_directory_show(context: Context, data_dict: DataDict) -> DirectoryDict:
    """Return a page of the directory, by service and function, and what is in it.

    Anyone may call it; only referents that the caller may see are shown and counted.

    :param theme: only those who answer for this theme or one below it (optional)
    :param service: only those of the service of this id or name (optional)
    :param territory: only those who cover the place of this code, what is around it,
        or everything (optional)
    :param limit: how many people at most (50)
    :param offset: how many to pass over (0)

    :returns: ``count`` and ``referents`` (as ``territory_referent_list``) of the
        choice; of the whole: ``total``, ``themes`` (code to number of people, those of
        the themes below too), ``services`` (``id``, ``name``, ``count``) and
        ``territories`` (``code``, ``name``, ``count``)
    """
    tk.check_access("territory_directory_show", context, data_dict)
    counts = dataset_counts(context)
    seen = listing.seen_by(context, counts)
    chosen = listing.chosen(
        data_dict.get("theme"), data_dict.get("service"), data_dict.get("territory")
    )
    rows = listing.people([*seen, *chosen], data_dict["limit"], data_dict["offset"])
    whole = listing.counted(context, counts)
    return {
        "count": listing.count([*seen, *chosen]) if chosen else whole.total,
        "referents": [
            face(context, row, None if counts is None else counts.get(row.id, 0))
            for row in rows
        ],
        "total": whole.total,
        "themes": dict(whole.themes),
        "services": [
            {"id": key, "name": name, "count": number}
            for key, name, number in whole.services
        ],
        "territories": [
            {"code": code, "name": name, "count": number}
            for code, name, number in whole.territories
        ],
    }
