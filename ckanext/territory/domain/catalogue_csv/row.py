"""One row of a catalogue file: the fields it gives, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final

from ckanext.territory.domain.area import AreaIndex, is_siret
from ckanext.territory.domain.catalogue_csv.words import (
    frequency_of,
    level_of,
    licence_of,
)
from ckanext.territory.domain.quantity import is_partial_date
from ckanext.territory.domain.table import read_date
from ckanext.territory.domain.theme import ThemeTree
from ckanext.territory.domain.vocabulary import frequency_uri

TITLE_LENGTH: Final = 500
TEXT_LENGTH: Final = 20_000
LINE_LENGTH: Final = 500
SHOWN: Final = 80
_ADDRESS: Final = re.compile(r"https?://[^\s/.]+\.[^\s]+", re.IGNORECASE)
_FILE_ENDING: Final = re.compile(r"\.([a-z0-9]{2,8})(?:[?#].*)?$", re.IGNORECASE)
# What CKAN accepts in a keyword.
_TAG_LETTERS: Final = re.compile(r"[^\w \-.'’()]")
_TAG_LENGTHS: Final = range(3, 97)

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something to say of a cell: code of the sentence, column, what is written."""

    code: str
    column: str
    found: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the issue by name of its parts."""
        return asdict(self)


@dataclass(slots=True, kw_only=True)
class Found:
    """What a row says.

    ``values`` are fields of a dataset; ``link`` the address of its only file, if that
    is what the row gives. A row with ``problems`` is refused; ``notes`` tell what is
    left out.
    """

    values: dict[str, Any] = field(default_factory=dict[str, Any])
    link: dict[str, str] | None = None
    problems: list[Issue] = field(default_factory=list[Issue])
    notes: list[Issue] = field(default_factory=list[Issue])

    def refuse(self, code: str, column: str, found: str = "") -> None:
        """Add a problem."""
        self.problems.append(_issue(code, column, found))

    def note(self, code: str, column: str, found: str = "") -> None:
        """Add a note."""
        self.notes.append(_issue(code, column, found))


def read_row(cells: Cells, *, themes: ThemeTree, places: AreaIndex) -> Found:
    """Return what a row says; ``cells`` are its texts by column, without blanks."""
    found = Found()
    _texts(cells, found)
    _theme(cells, found, themes)
    _producer(cells, found)
    _place(cells, found, places)
    _period(cells, found)
    _day(cells, found, "DATE_PUBL", "issued")
    _day(cells, found, "DATE_MAJ", "modified")
    _word(cells, found, "FREQ_MAJ", "frequency", _frequency)
    _keywords(cells, found)
    _licence(cells, found)
    _address(cells, found)
    return found


def _issue(code: str, column: str, found: str) -> Issue:
    text = " ".join(found.split())
    short = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return Issue(code=f"catalogue.{code}", column=column, found=short)


def _texts(cells: Cells, found: Found) -> None:
    title = " ".join(cells.get("TITRE", "").split())
    if not title:
        found.refuse("title", "TITRE")
    elif len(title) > TITLE_LENGTH:
        found.refuse("long_title", "TITRE", title)
    found.values["title"] = title
    notes = cells.get("DESCRIPTION", "")
    if len(notes) > TEXT_LENGTH:
        found.refuse("long_text", "DESCRIPTION", notes)
    elif notes:
        found.values["notes"] = notes
    identifier = " ".join(cells.get("ID", "").split())
    if len(identifier) > LINE_LENGTH:
        found.refuse("long_id", "ID", identifier)
    elif identifier:
        found.values["identifier"] = identifier


def _theme(cells: Cells, found: Found, themes: ThemeTree) -> None:
    text = cells.get("THEME", "")
    if not text:
        return
    theme = themes.match(text)
    if theme is None:
        found.note("theme", "THEME", text)
    else:
        found.values["territory_theme"] = [theme.code]


def _producer(cells: Cells, found: Found) -> None:
    siret = "".join(cells.get("PRODUCTEUR_SIRET", "").split())
    name = " ".join(cells.get("PRODUCTEUR_NOM", "").split())
    if siret and not is_siret(siret):
        found.refuse("siret", "PRODUCTEUR_SIRET", siret)
        return
    producer = {"name": name[:LINE_LENGTH], "identifier": siret}
    kept = {key: text for key, text in producer.items() if text}
    if kept:
        found.values["publisher"] = [kept]


def _place(cells: Cells, found: Found, places: AreaIndex) -> None:
    word, name = cells.get("COUV_SPAT_MAILLE", ""), cells.get("COUV_SPAT_NOM", "")
    level = level_of(word)
    if word and level is None:
        found.refuse("level", "COUV_SPAT_MAILLE", word)
        return
    if level is None or level == "autre":
        if name:
            found.note("place", "COUV_SPAT_NOM", name)
        return
    named = places.named(name, levels=(level,)) if name else []
    # Without its code a level would not be worth more than what the portal starts with.
    if len(named) == 1:
        found.values["territory_level"] = level
        found.values["territory_code"] = [named[0].code]
    elif name:
        found.note("places" if named else "place", "COUV_SPAT_NOM", name)


def _period(cells: Cells, found: Found) -> None:
    days = {
        key: _day_of(cells, found, column)
        for key, column in (("start", "COUV_TEMP_DEBUT"), ("end", "COUV_TEMP_FIN"))
    }
    period = {key: day for key, day in days.items() if day}
    start, end = period.get("start", ""), period.get("end", "")
    if start and end and end[: len(start)] < start[: len(end)]:
        found.refuse("period", "COUV_TEMP_FIN", cells["COUV_TEMP_FIN"])
    elif period:
        found.values["temporal_coverage"] = [period]


def _day(cells: Cells, found: Found, column: str, name: str) -> None:
    day = _day_of(cells, found, column)
    if day:
        found.values[name] = day


def _day_of(cells: Cells, found: Found, column: str) -> str:
    """Return the day, month or year of a cell as ISO writes it, or nothing."""
    text = cells.get(column, "")
    if not text or is_partial_date(text):
        return text
    moment = read_date(text)
    if isinstance(moment, datetime):
        moment = moment.date()
    if isinstance(moment, date):
        return moment.isoformat()
    found.refuse("date", column, text)
    return ""


def _word(
    cells: Cells,
    found: Found,
    column: str,
    name: str,
    meaning: Callable[[str], str | None],
) -> None:
    text = cells.get(column, "")
    value = meaning(text) if text else None
    if value:
        found.values[name] = value
    elif text:
        found.refuse(name, column, text)


def _frequency(text: str) -> str | None:
    code = frequency_of(text)
    return frequency_uri(code) if code else None


def _licence(cells: Cells, found: Found) -> None:
    text = cells.get("LICENCE", "")
    if not text:
        return
    licence = licence_of(text)
    if licence:
        found.values["license_id"] = licence
    else:
        # “Spécifique ou autre” is a right answer of the form that says nothing.
        found.note("licence", "LICENCE", text)


def _keywords(cells: Cells, found: Found) -> None:
    text = cells.get("MOTS_CLES", "")
    words = text.split(";" if ";" in text else ",")
    kept: dict[str, None] = {}
    for word in filter(None, (" ".join(each.split()) for each in words)):
        plain = " ".join(_TAG_LETTERS.sub(" ", word).split())
        if len(plain) in _TAG_LENGTHS:
            kept[plain] = None
        else:
            found.note("keyword", "MOTS_CLES", word)
    if kept:
        found.values["tags"] = [{"name": word} for word in kept]


def _address(cells: Cells, found: Found) -> None:
    address = cells.get("URL", "")
    if not address:
        return
    if not _ADDRESS.fullmatch(address):
        found.refuse("address", "URL", address)
        return
    formats = {
        word.strip(" .").casefold()
        for word in re.split(r"[;,|/ ]+", cells.get("FORMAT_RESSOURCES", ""))
    }
    ending = _FILE_ENDING.search(address)
    if ending and ending[1].casefold() in formats:
        found.link = {"url": address, "format": ending[1].upper()}
    else:
        found.values["url"] = address
