"""Rows of a catalogue file, written from the records of a portal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.territory.domain.catalogue_csv.columns import COLUMNS
from ckanext.territory.domain.catalogue_csv.words import (
    frequency_word,
    level_word,
    licence_word,
)
from ckanext.territory.domain.csv_safe import neutralise


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a record does not hold: its page, its authority, words of its codes."""

    url: str
    authority: str
    siret: str
    themes: Sequence[str]
    places: Sequence[str]


def write_row(dataset: Mapping[str, Any], around: Around) -> list[str]:
    """Return the cells of a dataset, in the order of ``COLUMNS``, safe to open.

    ``dataset`` is as ``package_show`` gives it. What it does not say stays empty.
    """
    resources: Sequence[Mapping[str, Any]] = dataset.get("resources") or []
    formats = dict.fromkeys(
        str(each.get("format") or "").strip().lower() for each in resources
    )
    producer = _first(dataset, "publisher")
    period = _first(dataset, "temporal_coverage")
    tags: Sequence[Mapping[str, Any]] = dataset.get("tags") or []
    level = str(dataset.get("territory_level") or "")
    cells: dict[str, object] = {
        "COLL_NOM": around.authority,
        "COLL_SIRET": around.siret,
        "ID": dataset.get("identifier") or dataset["id"],
        "TITRE": dataset.get("title") or dataset["name"],
        "DESCRIPTION": dataset.get("notes"),
        "THEME": ";".join(around.themes),
        "PRODUCTEUR_NOM": producer.get("name") or around.authority,
        "PRODUCTEUR_SIRET": producer.get("identifier") or around.siret,
        "COUV_SPAT_MAILLE": level_word(level) if level else "",
        "COUV_SPAT_NOM": ", ".join(around.places),
        "COUV_TEMP_DEBUT": period.get("start"),
        "COUV_TEMP_FIN": period.get("end"),
        "DATE_PUBL": _day(dataset.get("issued") or dataset.get("metadata_created")),
        "FREQ_MAJ": frequency_word(
            str(dataset.get("frequency") or "").rpartition("/")[2]
        ),
        "DATE_MAJ": _day(dataset.get("modified") or dataset.get("metadata_modified")),
        "MOTS_CLES": ";".join(str(tag["name"]) for tag in tags),
        "LICENCE": licence_word(str(dataset.get("license_id") or "")),
        "NOMBRE_RESSOURCES": len(resources),
        "FORMAT_RESSOURCES": ";".join(filter(None, formats)),
        "URL": around.url,
    }
    return [neutralise(cells[name]) for name in COLUMNS]


def _first(dataset: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    blocks: Sequence[Mapping[str, Any]] = dataset.get(name) or []
    return blocks[0] if blocks else {}


def _day(moment: object) -> str:
    return str(moment or "")[:10]
