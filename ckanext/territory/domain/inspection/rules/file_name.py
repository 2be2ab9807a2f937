"""The title that the name of a file stands for, when it says something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ckanext.territory.domain.french import analyze, normalize
from ckanext.territory.domain.theme import ThemeTree

_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_SEPARATORS: Final = re.compile(r"[\s_+.,;()\[\]{}\-]+")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
# A whole day is when the file was made, not what it is about.
_DAY: Final = re.compile(
    r"(?<![0-9])(?:(?:19|20)[0-9]{2}[-_. ]?(?:0[1-9]|1[0-2])[-_. ]?[0-3][0-9]"
    r"|[0-3][0-9][-_. ]?(?:0[1-9]|1[0-2])[-_. ]?(?:19|20)[0-9]{2})(?![0-9])"
)
_DIGITS: Final = re.compile(r"[0-9]+")
# Parts that tell about the file, not about what is in it.
_NOISE: Final = re.compile(
    r"v(?:ersion)?[0-9]*|[0-9]+|[0-9a-f]{8,}|utf8?|iso|bom|ansi|"
    r"(?:export|extrait|extraction|final|finale|vf|def|definitif|definitive|copie|copy|"
    r"new|ok|opendata|open|data|maj|csv|xlsx?|ods|json|geojson|shp|gpkg|zip|wgs84|"
    r"l93|lambert93|epsg|rgf93|cc[0-9]{2}|s?cdl|tmp|temp|test|total)[0-9]*"
)
_GENERIC: Final = frozenset(
    [
        "fichier",
        "classeur",
        "feuille",
        "feuil",
        "sheet",
        "tableau",
        "table",
        "liste",
        "resultat",
        "resultats",
        "donnees",
        "donnee",
        "document",
        "base",
        "query",
        "report",
        "rapport",
        "untitled",
        "sans",
        "titre",
        "nouveau",
        "nouvelle",
        "page",
        "layer",
        "couche",
        "layers",
        "download",
        "telechargement",
        "reponse",
        "output",
        "dataset",
        "jeu",
        "export",
        "book",
        "workbook",
        "ressource",
    ]
)
_SMALL: Final = frozenset(
    [
        "de",
        "des",
        "du",
        "la",
        "le",
        "les",
        "et",
        "en",
        "au",
        "aux",
        "par",
        "sur",
        "a",
        "d",
        "l",
    ]
)
_ELIDED: Final = re.compile(r"\b([dDlL]) (?=[aeiouyhâàéèêëîïôùû])")
_ACRONYMS: Final = frozenset(
    [
        "irve",
        "plu",
        "plui",
        "zfe",
        "decp",
        "gtfs",
        "hlm",
        "ccas",
        "ehpad",
        "ppri",
        "qpv",
        "zac",
        "pcaet",
        "dicrim",
        "rpls",
        "sru",
        "pmr",
        "dae",
        "epci",
        "osm",
        "insee",
    ]
)
# Usual words of file names that no theme has, with their accents.
_ACCENTED: Final = """
résultats délégués arrêtés électorales électoral électoraux bénéficiaires régie décès
données équipements fréquentation quantités déchèteries qualité énergétique énergie
consommations réseau réseaux numéros présidentielle européennes législatives
régionales départementales opérations électrique électriques aménagements aménagement
intérêt bâtiments âge répartition période dépôts prélèvements matériaux collectés
déchets relevés contrôles sécurité vidéoprotection périscolaires élèves établissements
médiathèque bibliothèques théâtre musées événements été zonés élémentaires privés
végétal décharges émissions évolution journalière horaires mensuelle trimestrielle
numérique opérationnelle numérotation métropole ménagers ménagères nés égalité
écologique météo sonomètres versées rapport activité activités procès électeurs
pétition sécheresse vélos côtes départ arrivée entrée entrées hébergements frais écart
défibrillateurs géolocalisation délibérations
"""
_LENGTH: Final = 200
# Usual words of file names that no theme has, without accents.
_USUAL: Final = """
stations capteurs mesures quartiers secteurs zonage bureaux lieux bornes points agenda
elus carte plan annuaire registre inventaire bilan indicateurs tableau relevés parcelles
"""
_SHORTEST, _LONGEST, _ABBREVIATION = 3, 30, 4


class KnownWords:
    """French words, as they are written, and those that tell what a file is about."""

    def __init__(self, themes: ThemeTree) -> None:
        """Learn the words of the themes."""
        terms = [
            term for theme in themes.all() for term in (theme.label["fr"], *theme.also)
        ]
        self._written: dict[str, str] = {}
        self._stems: set[str] = set()
        for text in (_ACCENTED, _USUAL, *terms):
            self._stems.update(analyze(text))
            for word in re.findall(r"[^\W\d_]+", text.lower()):
                bare = normalize(word)
                if bare != word:
                    self._written.setdefault(bare, word)

    def written(self, word: str) -> str:
        """Return a word with its accents, in lower case when it is not known."""
        bare = normalize(word)
        known = self._written.get(bare)
        if known is None and bare.endswith("s"):
            singular = self._written.get(bare[:-1])
            known = f"{singular}s" if singular else None
        return known or word.lower()

    def has(self, word: str) -> bool:
        """Tell whether a word is known, in any of its forms."""
        return normalize(word) in _ACRONYMS or bool(self._stems & set(analyze(word)))


def title_of_name(name: str, known: KnownWords) -> str:
    """Return a title made of the name of a file, or nothing when it says nothing."""
    stem = _CAMEL.sub(" ", without_days(Path(name).stem))
    parts = [part for part in _SEPARATORS.split(stem) if part]
    kept = [part for part in parts if not _is_noise(part)]
    said = [part for part in kept if _says(part)]
    if not all(map(_is_word, said)) or not any(map(known.has, said)):
        return ""
    # The year comes last: "2024_arbres" is about trees.
    while _YEAR.fullmatch(kept[0]):
        kept = [*kept[1:], kept[0]]
    mixed = any(map(str.islower, "".join(kept)))
    text = " ".join(_written(part, known, mixed=mixed) for part in _trimmed(kept))
    text = re.sub(r"\b((?:19|20)[0-9]{2}) (?=(?:19|20)[0-9]{2}\b)", r"\1-", text)
    text = _ELIDED.sub(lambda found: f"{found.group(1)}’", text)
    return (text[:1].upper() + text[1:])[:_LENGTH]


def without_days(name: str) -> str:
    """Return a name without the days in it: they tell when the file was made."""
    return _DAY.sub(" ", name)


def with_name(title: str, place: str) -> str:
    """Return a title where the name of a place is written as it should be."""
    wanted = normalize(place).replace("-", " ").split()
    if not wanted:
        return title
    words = title.split(" ")
    bare = [normalize(word) for word in words]
    for start in range(1, len(bare) - len(wanted) + 1):
        if bare[start : start + len(wanted)] == wanted:
            return " ".join((*words[:start], place, *words[start + len(wanted) :]))
    return title


def _is_noise(part: str) -> bool:
    if _YEAR.fullmatch(part):
        return False
    return _NOISE.fullmatch(normalize(part)) is not None


def _says(part: str) -> bool:
    """Tell whether a part is about what is in the file."""
    bare = _DIGITS.sub("", normalize(part))
    return bare not in _GENERIC and bare not in _SMALL and not _YEAR.fullmatch(part)


def _is_word(part: str) -> bool:
    bare = normalize(part)
    if bare in _ACRONYMS:
        return True
    return (
        bare.isalpha()
        and _SHORTEST <= len(bare) <= _LONGEST
        and not set("aeiouy").isdisjoint(bare)
    )


def _trimmed(parts: Sequence[str]) -> Sequence[str]:
    """Return the parts without small words at the ends."""
    first, last = 0, len(parts)
    while first < last and normalize(parts[first]) in _SMALL:
        first += 1
    while last > first and normalize(parts[last - 1]) in _SMALL:
        last -= 1
    return parts[first:last]


def _written(part: str, known: KnownWords, *, mixed: bool) -> str:
    bare = normalize(part)
    # Capitals of a few letters among words: an abbreviation.
    if bare in _ACRONYMS or (part.isupper() and mixed and len(part) <= _ABBREVIATION):
        return part.upper()
    if not part.isascii():
        return part.lower() if part.isupper() else part
    return known.written(part)
