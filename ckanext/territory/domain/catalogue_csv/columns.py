"""Columns of the form, and the names that files give them."""

from __future__ import annotations

import re
from typing import Final

from ckanext.territory.domain.french import normalize

COLUMNS: Final[tuple[str, ...]] = (
    "COLL_NOM",
    "COLL_SIRET",
    "ID",
    "TITRE",
    "DESCRIPTION",
    "THEME",
    "PRODUCTEUR_NOM",
    "PRODUCTEUR_SIRET",
    "COUV_SPAT_MAILLE",
    "COUV_SPAT_NOM",
    "COUV_TEMP_DEBUT",
    "COUV_TEMP_FIN",
    "DATE_PUBL",
    "FREQ_MAJ",
    "DATE_MAJ",
    "MOTS_CLES",
    "LICENCE",
    "NOMBRE_RESSOURCES",
    "FORMAT_RESSOURCES",
    "URL",
)
"""In the order of the schema."""

# What real files write instead.
_ALSO: Final = {
    "TITLE": "TITRE",
    "THEMES": "THEME",
    "THEMATIQUE": "THEME",
    "MOT_CLE": "MOTS_CLES",
    "MOTS_CLE": "MOTS_CLES",
    "FREQUENCE": "FREQ_MAJ",
    "FREQUENCE_MAJ": "FREQ_MAJ",
    "LICENSE": "LICENCE",
    "DATE_PUBLICATION": "DATE_PUBL",
    "FORMATS_RESSOURCES": "FORMAT_RESSOURCES",
    "NOMBRE_RESSOURCE": "NOMBRE_RESSOURCES",
}
_OTHER_SIGNS: Final = re.compile(r"[^A-Z0-9]+")


def column_of(name: str) -> str | None:
    """Return the column that a header means, whatever its case, accents and blanks."""
    key = _OTHER_SIGNS.sub("_", normalize(name).upper()).strip("_")
    if key in COLUMNS:
        return key
    return _ALSO.get(key)
