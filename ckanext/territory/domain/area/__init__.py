"""Places: their identifiers, the places of the year, and which is in which."""

from __future__ import annotations

from ckanext.territory.domain.area.errors import AreaError
from ckanext.territory.domain.area.folding import words as fold_words
from ckanext.territory.domain.area.identifiers import (
    is_commune_code,
    is_departement_code,
    is_epci_siren,
    is_region_code,
    is_siren,
    is_siret,
    normalise_code,
    normalise_commune_code,
)
from ckanext.territory.domain.area.index import AreaIndex
from ckanext.territory.domain.area.place import COUNTRY, LEVELS, Area, Level
from ckanext.territory.domain.area.reading import COG_FILE, load_areas

__all__ = [
    "COG_FILE",
    "COUNTRY",
    "LEVELS",
    "Area",
    "AreaError",
    "AreaIndex",
    "Level",
    "fold_words",
    "is_commune_code",
    "is_departement_code",
    "is_epci_siren",
    "is_region_code",
    "is_siren",
    "is_siret",
    "load_areas",
    "normalise_code",
    "normalise_commune_code",
]
