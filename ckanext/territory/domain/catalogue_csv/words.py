"""Words of the form, and what they are in a catalogue record.

Source: schema scdl/catalogue 0.1.3, allowed values; the crosswalk is standards.md §1.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ckanext.territory.domain.french import normalize
from ckanext.territory.domain.vocabulary import FREQUENCIES

FREQUENCY_WORDS: Final[Mapping[str, str]] = {
    "UNKNOWN": "Inconnue",
    "AS_NEEDED": "Ponctuelle",
    "IRREG": "Irrégulière",
    "UPDATE_CONT": "Continuelle",
    "HOURLY": "Toutes les heures",
    "DAILY": "Quotidienne ou plusieurs fois par jour",
    "WEEKLY": "Hebdomadaire ou plusieurs fois par semaine",
    "MONTHLY": "Mensuelle ou plusieurs fois par mois",
    "BIMONTHLY": "Bimestrielle",
    "QUARTERLY": "Trimestrielle",
    "ANNUAL_2": "Semestrielle",
    "ANNUAL": "Annuelle",
    "BIENNIAL": "Biennale",
    "TRIENNIAL": "Triennale",
    "QUINQUENNIAL": "Quinquennale",
}
# European frequencies that the form has no word for, by the nearest one.
NEAREST: Final[Mapping[str, str]] = {
    "1MIN": "UPDATE_CONT",
    "5MIN": "UPDATE_CONT",
    "10MIN": "UPDATE_CONT",
    "15MIN": "UPDATE_CONT",
    "30MIN": "UPDATE_CONT",
    "CONT": "UPDATE_CONT",
    "BIHOURLY": "HOURLY",
    "TRIHOURLY": "HOURLY",
    "12HRS": "DAILY",
    "DAILY_2": "DAILY",
    "DAILY_3": "DAILY",
    "WEEKLY_2": "WEEKLY",
    "WEEKLY_3": "WEEKLY",
    "WEEKLY_5": "WEEKLY",
    "BIWEEKLY": "MONTHLY",
    "MONTHLY_2": "MONTHLY",
    "MONTHLY_3": "MONTHLY",
    "ANNUAL_3": "ANNUAL_2",
    "NEVER": "AS_NEEDED",
    "NOT_PLANNED": "AS_NEEDED",
}
_FREQUENCY_ALSO: Final[Mapping[str, str]] = {
    "quotidienne": "DAILY",
    "quotidien": "DAILY",
    "journaliere": "DAILY",
    "hebdomadaire": "WEEKLY",
    "mensuelle": "MONTHLY",
    "mensuel": "MONTHLY",
    "trimestriel": "QUARTERLY",
    "semestriel": "ANNUAL_2",
    "annuel": "ANNUAL",
    "temps reel": "UPDATE_CONT",
    "en continu": "UPDATE_CONT",
    "continue": "UPDATE_CONT",
    "ponctuel": "AS_NEEDED",
    "irregulier": "IRREG",
    "inconnu": "UNKNOWN",
}
LEVEL_WORDS: Final[Mapping[str, str]] = {
    "infracommunale": "Infracommunale",
    "commune": "Communale",
    "epci": "Intercommunale",
    "canton": "Cantonale",
    "departement": "Départementale",
    "region": "Régionale",
    "autre": "Autre",
}
_LEVEL_ALSO: Final[Mapping[str, str]] = {
    "nationale": "pays",
    "national": "pays",
    **{level: level for level in LEVEL_WORDS},
}
LICENCE_WORDS: Final[Mapping[str, str]] = {
    "lov2": "Licence Ouverte-LO",
    "odc-odbl": "Open Database License-ODBL",
    "cc-by": "Creative Commons-CC",
}
OTHER_LICENCE: Final = "Spécifique ou autre"
_FREQUENCIES: Final = {
    **{normalize(word): code for code, word in FREQUENCY_WORDS.items()},
    **_FREQUENCY_ALSO,
}
_LEVELS: Final = {
    **{normalize(word): level for level, word in LEVEL_WORDS.items()},
    **_LEVEL_ALSO,
}
_LICENCES: Final = {normalize(word): licence for licence, word in LICENCE_WORDS.items()}


def frequency_of(word: str) -> str | None:
    """Return the European code of a frequency: by its word in the form, or itself."""
    code = word.strip().rpartition("/")[2].upper()
    return _FREQUENCIES.get(normalize(word)) or (code if code in FREQUENCIES else None)


def frequency_word(code: str) -> str:
    """Return the word of the form for a European code, or for the nearest one."""
    unknown = FREQUENCY_WORDS["UNKNOWN"]
    return FREQUENCY_WORDS.get(NEAREST.get(code, code), unknown)


def level_of(word: str) -> str | None:
    """Return the territorial level that a word of the form means."""
    return _LEVELS.get(normalize(word))


def level_word(level: str) -> str:
    """Return the word of the form for a level; it has none for a country."""
    return LEVEL_WORDS.get(level, LEVEL_WORDS["autre"])


def licence_of(word: str) -> str | None:
    """Return the licence that a word of the form means; None for another one."""
    return _LICENCES.get(normalize(word))


def licence_word(licence: str) -> str:
    """Return the word of the form for a licence."""
    if licence.startswith("cc-"):
        return LICENCE_WORDS["cc-by"]
    return LICENCE_WORDS.get(licence, OTHER_LICENCE)
