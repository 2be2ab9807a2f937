"""Personal data in a table: in which columns, in how many rows, never which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ckanext.territory.domain.french import normalize
from ckanext.territory.domain.inspection.columns import Column
from ckanext.territory.domain.inspection.found import Json, warning
from ckanext.territory.domain.referent.mailbox import is_nominative
from ckanext.territory.domain.referent.mailbox_words import FIRST_NAMES
from ckanext.territory.domain.table import read_date

MASK: Final = "•••"
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# A mobile phone is somebody's; the others are mostly those of services.
_MOBILE: Final = re.compile(
    r"(?<![0-9])(?:\+33[ .]?|0033[ .]?|0)[67](?:[ .-]?[0-9]{2}){4}(?![0-9])"
)
_PHONE: Final = re.compile(
    r"(?<![0-9])(?:\+33[ .]?|0033[ .]?|0)[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])"
)
# Sex, year, month, département, commune, order, key. Source: INSEE, numéro
# d'inscription au répertoire; the key is 97 less the rest of the division by 97.
_NIR: Final = re.compile(
    r"(?<![0-9])([12])\s?([0-9]{2})\s?(0[1-9]|1[0-2]|[2-9][0-9])\s?"
    r"([0-9]{2}|2[AB])\s?([0-9]{3})\s?([0-9]{3})\s?([0-9]{2})(?![0-9])"
)
_FIRST_NAMES: Final = frozenset(FIRST_NAMES.split())
_TITLED: Final = re.compile(
    r"(?:M\.|MM\.|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle)\s+[A-ZÀ-Þ]"
)
_PERSON_WORDS: Final = frozenset(
    [
        "contact",
        "responsable",
        "agent",
        "elu",
        "elus",
        "maire",
        "proprietaire",
        "titulaire",
        "locataire",
        "demandeur",
        "petitionnaire",
        "president",
        "presidente",
        "referent",
        "candidat",
        "candidate",
        "directeur",
        "directrice",
        "gerant",
        "gerante",
        "eleve",
        "usager",
        "interlocuteur",
        "signataire",
        "prenomnom",
        "nomprenom",
        "patronyme",
        "conseiller",
        "beneficiaire",
        "occupant",
        "exploitant",
        "animateur",
        "auteur",
    ]
)
_FIRST: Final = frozenset({"prenom", "prenoms", "firstname"})
_LAST: Final = frozenset({"nom", "lastname", "patronyme"})
_COUNTS: Final = frozenset({"nombre", "effectif", "occurrences", "nb", "total"})
_ADDRESS: Final = frozenset({"adresse", "domicile", "rue", "voie"})
_NAMED_SHARE: Final = 0.5
_TITLED_SHARE: Final = 0.3
_FORM_SHARE: Final = 0.5


def find_personal(columns: Sequence[Column]) -> tuple[list[Json], frozenset[int]]:
    """Return the warnings, and the places of the columns whose values are hidden."""
    found: list[Json] = []
    hidden: set[int] = set()

    def tell(code: str, column: Column, count: int) -> None:
        found.append(warning(code, column=column.name, count=count))
        hidden.add(column.place)

    names, persons = _names(columns)
    for column, count in names:
        tell("inspection.personal_name", column, count)
    for column in columns:
        if column.type == "geometry" or column.place in hidden:
            continue
        for code, count in _by_value(column):
            tell(code, column, count)
    if persons:
        for column in _about_persons(columns):
            if column.place not in hidden:
                tell("inspection.personal_address", column, len(column.values))
    return found, frozenset(hidden)


def _by_value(column: Column) -> Iterable[tuple[str, int]]:
    """Yield what the values themselves give away."""
    values = column.values
    if column.type in ("text", "integer"):
        count = sum(map(_has_nir, values))
        if count:
            yield "inspection.personal_nir", count
    if column.type == "text":
        mails = [
            mail for value in values if "@" in value for mail in _MAIL.findall(value)
        ]
        persons = sum(map(is_nominative, mails))
        if persons:
            yield "inspection.personal_mail", persons
        elif mails:
            yield "inspection.personal_mailbox", len(mails)
    if column.type in ("text", "integer") and column.meaning not in ("siret", "siren"):
        count = _phones(column)
        if count:
            yield "inspection.personal_phone", count
    if column.type in ("date", "datetime") and _is_birth(column):
        yield "inspection.personal_birth", len(column.values)


def _phones(column: Column) -> int:
    count = sum(_MOBILE.search(value) is not None for value in column.values)
    # Nine digits after a 0 may be any number, unless most values are phones.
    phones = sum(_PHONE.fullmatch(value) is not None for value in column.values)
    named = {"tel", "telephone", "phone", "mobile", "portable", "gsm"} & set(
        column.words
    )
    if named or phones >= _FORM_SHARE * len(column.values):
        return count
    return sum(
        any(mark in found.group() for mark in " .-+")
        for value in column.values
        if (found := _MOBILE.search(value)) is not None
    )


def _has_nir(text: str) -> bool:
    for found in _NIR.finditer(text):
        digits = "".join(found.groups()[:-1])
        number = int(digits.replace("2A", "19").replace("2B", "18"))
        if 97 - number % 97 == int(found.groups()[-1]):
            return True
    return False


def _is_birth(column: Column) -> bool:
    named = any(word.startswith("naiss") or word == "birth" for word in column.words)
    return named and read_date(column.values[0]) is not None


def _names(columns: Sequence[Column]) -> tuple[list[tuple[Column, int]], bool]:
    """Return the columns of persons' names, and whether rows are about persons."""
    filled = [(column, set(column.words)) for column in columns if column.values]
    first = [column for column, words in filled if words & _FIRST]
    last = [
        column
        for column, words in filled
        if words & _LAST and not words & _FIRST and column.type == "text"
    ]
    both = any(words & _FIRST and words & _LAST for _column, words in filled)
    # First names with a number of children are statistics.
    counted = any(
        words & _COUNTS and column.type in ("integer", "number")
        for column, words in filled
    )
    about = both or bool(first and (last or not counted))
    found = [(c, len(c.values)) for c in (*first, *last[:1])] if about else []
    told = {column.place for column, _count in found}
    for column, words in filled:
        if column.place not in told and column.type == "text":
            count = _named_in(column, words)
            if count:
                found.append((column, count))
    return found, about


def _named_in(column: Column, words: set[str]) -> int:
    """Return how many values name a person, when they do so regularly."""
    titled = sum(_TITLED.match(value) is not None for value in column.values)
    if titled >= _TITLED_SHARE * max(1, len(column.values)):
        return titled
    if not words & _PERSON_WORDS:
        return 0
    named = sum(map(_is_full_name, column.values))
    return named if named >= _NAMED_SHARE * max(1, len(column.values)) else 0


def _is_full_name(text: str) -> bool:
    parts = normalize(text).replace("-", " ").split()
    return len(parts) in (2, 3, 4) and bool({parts[0], parts[-1]} & _FIRST_NAMES)


def _about_persons(columns: Sequence[Column]) -> Iterable[Column]:
    """Yield the columns of addresses, where the rows are about persons."""
    for column in columns:
        if set(column.words) & _ADDRESS and column.type == "text" and column.values:
            yield column
