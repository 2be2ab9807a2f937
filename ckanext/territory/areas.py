"""The places that this portal knows: those of the year, and its own."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from threading import Lock

from ckanext.territory import config
from ckanext.territory.domain.area import COG_FILE, AreaIndex, load_areas
from ckanext.territory.domain.errors import TerritoryError

log = logging.getLogger(__name__)

_LOADING = Lock()


def area_files() -> tuple[Path, ...]:
    """Return the files of places: of the year, then of the portal's own if any."""
    own = config.areas_file()
    return Path(config.cog_file() or COG_FILE), *((Path(own),) if own else ())


def areas() -> AreaIndex:
    """Return the index of places, read once per process and files.

    A file that cannot be used is left out, and logged: ``ckan territory doctor`` says
    what is wrong with it.
    """
    # Threads that start together would each read 37,000 places.
    with _LOADING:
        return _read(area_files())


def check_area_files() -> None:
    """Raise AreaError ``area.…`` for a file of places that cannot be used."""
    load_areas(*area_files())


@lru_cache(maxsize=2)
def _read(files: tuple[Path, ...]) -> AreaIndex:
    try:
        return load_areas(*files)
    except TerritoryError as error:
        log.error("Places are read without the portal's own files: %s", error)  # noqa: TRY400 - the refusal says it all
    return load_areas(COG_FILE)
