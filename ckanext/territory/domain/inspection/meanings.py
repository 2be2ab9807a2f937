"""What the values of a column are, told by its name and confirmed by the values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ckanext.territory.domain.area import (
    is_commune_code,
    is_departement_code,
    is_epci_siren,
    is_siren,
    is_siret,
    normalise_commune_code,
)
from ckanext.territory.domain.inspection.columns import Column
from ckanext.territory.domain.table import read_date, read_number

# Share of the values that must have the form of what the name says.
FORM: Final = 0.9
_POSTAL: Final = re.compile(r"[0-9]{4,5}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PAIR: Final = re.compile(r"-?[0-9]{1,3}\.[0-9]+\s*[,; ]\s*-?[0-9]{1,3}\.[0-9]+")
_DIGITS: Final = re.compile(r"[0-9]+")
_COMMUNE_LENGTH: Final = 5
_LATITUDE, _LONGITUDE = 90, 180


def commune_code(text: str) -> str:
    """Return a commune's code, with the 0 in front that spreadsheets drop."""
    code = normalise_commune_code(text)
    if len(code) == _COMMUNE_LENGTH - 1 and _DIGITS.fullmatch(code):
        return code.zfill(_COMMUNE_LENGTH)
    return code


def departement_code(text: str) -> str:
    """Return a département's code, with the 0 in front that spreadsheets drop."""
    code = text.strip().upper()
    return code.zfill(2) if _DIGITS.fullmatch(code) else code


def digits_of(text: str) -> str:
    """Return a SIREN or SIRET without the spaces people put in it."""
    return re.sub(r"[\s.]", "", text)


def _is_degree(limit: int) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        number = read_number(text)
        return number is not None and -limit <= number <= limit

    return fits


def _has(*names: str) -> Callable[[Sequence[str]], bool]:
    """Tell whether the name is one of these, or has it among its words."""
    wanted = [tuple(name.split()) for name in names]

    def fits(words: Sequence[str]) -> bool:
        joined = tuple(words)
        return any(
            joined[start : start + len(each)] == each
            for each in wanted
            for start in range(len(joined) - len(each) + 1)
        )

    return fits


def _is(*names: str) -> Callable[[Sequence[str]], bool]:
    wanted = frozenset(names)
    return lambda words: " ".join(words) in wanted or "".join(words) in wanted


Rule = tuple[str, Callable[[Sequence[str]], bool], Callable[[str], bool]]
_RULES: Final[tuple[Rule, ...]] = (
    ("siret", _has("siret", "id attribuant", "id beneficiaire", "id etab"),
     lambda text: is_siret(digits_of(text))),
    ("epci_siren", _has("epci", "siren", "code groupement"),
     lambda text: is_epci_siren(digits_of(text))),
    ("siren", _has("siren"), lambda text: is_siren(digits_of(text))),
    ("postal_code", _has("postal", "cp", "codepostal", "zipcode"),
     lambda text: _POSTAL.fullmatch(text) is not None),
    ("insee_commune", _has("insee", "codgeo", "depcom", "code commune", "com code",
                           "codecommune", "code com", "codeinsee", "commune code",
                           "consolidated code commune", "citycode", "lieu code"),
     lambda text: is_commune_code(commune_code(text))),
    ("departement_code", _is("departement", "code departement", "dep", "dept",
                             "code dep", "numero departement", "codedepartement"),
     lambda text: is_departement_code(departement_code(text))),
    ("year", _is("annee", "exercice", "millesime", "year", "an", "annee budgetaire",
                 "exercice budgetaire", "annee scolaire", "annee reference"),
     lambda text: _YEAR.fullmatch(text) is not None),
    ("latitude", _has("lat", "latitude", "y wgs84", "ylatitude", "ylat",
                      "equip lat"), _is_degree(_LATITUDE)),
    ("longitude", _has("lon", "lng", "long", "longitude", "x wgs84", "xlongitude",
                       "xlong", "equip long"), _is_degree(_LONGITUDE)),
    ("coordinates", _has("geo point", "geopoint", "geo point 2d", "coordonnees",
                         "coordonneesxy", "coordonnees geo", "geo"),
     lambda text: _PAIR.search(text) is not None),
    ("url", lambda _words: True, lambda text: _URL.match(text) is not None),
    ("date", lambda _words: True, lambda _text: False),
)  # fmt: skip


def set_meanings(columns: Iterable[Column]) -> None:
    """Tell the columns whose meaning is known beyond doubt."""
    for column in columns:
        column.meaning = _meaning(column)


def first_of(columns: Iterable[Column], meaning: str) -> Column | None:
    """Return the first column of a meaning."""
    return next((each for each in columns if each.meaning == meaning), None)


def _meaning(column: Column) -> str:
    if not column.values:
        return ""
    for meaning, named, formed in _RULES:
        if named(column.words):
            values = column.values[:2_000]
            if sum(map(formed, values)) >= FORM * len(values):
                return meaning
    if column.type in ("date", "datetime") and read_date(column.values[0]):
        return "date"
    return ""
