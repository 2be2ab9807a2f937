"""Columns of the published lines: name, type in the DataStore, words for people."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.territory.domain.budget import SCDL_COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class LineColumn:
    """A column of the lines; ``info`` goes into the data dictionary."""

    name: str
    type: str
    info: dict[str, str]


# Content of a dataset, so in the language of the data.
# Source: schema scdl/budget 0.8.3; the account and the chapter are named by what
# their columns hold in every real file, which the schema's own text swaps.
LABELS = {
    "BGT_NATDEC": "Étape budgétaire",
    "BGT_ANNEE": "Exercice",
    "BGT_SIRET": "SIRET de l’établissement",
    "BGT_NOM": "Nom de l’établissement",
    "BGT_CONTNAT": "Chapitre",
    "BGT_CONTNAT_LABEL": "Libellé du chapitre",
    "BGT_NATURE": "Compte",
    "BGT_NATURE_LABEL": "Libellé du compte",
    "BGT_FONCTION": "Fonction",
    "BGT_FONCTION_LABEL": "Libellé de la fonction",
    "BGT_OPERATION": "Opération",
    "BGT_SECTION": "Section",
    "BGT_OPBUDG": "Nature de l’opération (réelle ou d’ordre)",
    "BGT_CODRD": "Recette ou dépense",
    "BGT_MTREAL": "Montant réalisé",
    "BGT_MTBUDGPREC": "Montant du budget précédent",
    "BGT_MTRARPREC": "Restes à réaliser de l’exercice précédent",
    "BGT_MTPROPNOUV": "Montant proposé",
    "BGT_MTPREV": "Montant voté",
    "BGT_CREDOUV": "Crédits ouverts",
    "BGT_MTRAR3112": "Restes à réaliser au 31 décembre",
    "BGT_ARTSPE": "Article spécialisé",
}
AMOUNTS = frozenset(
    {
        "BGT_MTREAL",
        "BGT_MTBUDGPREC",
        "BGT_MTRARPREC",
        "BGT_MTPROPNOUV",
        "BGT_MTPREV",
        "BGT_CREDOUV",
        "BGT_MTRAR3112",
    }
)


def _column(name: str) -> LineColumn:
    if name in AMOUNTS:
        return LineColumn(
            name=name,
            type="numeric",
            info={"label": LABELS[name], "notes": "En euros."},
        )
    kind = "int" if name == "BGT_ANNEE" else "text"
    return LineColumn(name=name, type=kind, info={"label": LABELS[name], "notes": ""})


COLUMNS: tuple[LineColumn, ...] = tuple(_column(name) for name in SCDL_COLUMNS)
