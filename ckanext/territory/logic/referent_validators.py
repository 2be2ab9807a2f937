"""Validators of referents: rules of the domain with words for people."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.areas import areas
from ckanext.territory.domain.french import analyze
from ckanext.territory.domain.referent import is_nominative
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_area_codes",
    "territory_day",
    "territory_days",
    "territory_language_codes",
    "territory_past_day",
    "territory_phone",
    "territory_referent_exists",
    "territory_service_mailbox",
    "territory_short_text",
    "territory_text_list",
    "territory_theme_codes",
    "territory_web_address",
]

DAYS_LIMIT = 365
URL_LIMIT = 2_000
TEXT_LIMIT = 200
LIST_LIMIT = 50
_LANGUAGE = re.compile(r"^[a-z]{2}$")
_WEB = re.compile(r"^https?://[^\s/]+\S*$")
_PHONE = re.compile(r"^\+?[0-9][0-9 ().-]{2,28}$")


def territory_referent_exists(value: str) -> str:
    """Accept the id of an active referent."""
    row = model.Session.get(Referent, str(value))
    if row is None or row.state != ACTIVE:
        raise tk.Invalid(tk._("There is no such referent."))
    return value


def territory_short_text(value: object) -> str:
    """Accept one line of text of 200 characters at most; spaces are tidied."""
    text = " ".join(str(value).split())
    if len(text) > TEXT_LIMIT:
        raise tk.Invalid(
            tk._("Write {limit} characters at most.").format(limit=TEXT_LIMIT)
        )
    return text


def territory_text_list(value: object) -> list[str]:
    """Accept a list of short texts, or one text per line; duplicates are taken out."""
    items = value if isinstance(value, list) else str(value or "").splitlines()
    texts = dict.fromkeys(territory_short_text(item) for item in items)
    texts.pop("", None)
    if len(texts) > LIST_LIMIT:
        raise tk.Invalid(tk._("Write {limit} lines at most.").format(limit=LIST_LIMIT))
    return list(texts)


def territory_theme_codes(value: object) -> list[str]:
    """Accept theme codes of the portal, as a list or one per line."""
    codes = territory_text_list(value)
    unknown = [code for code in codes if theme_tree().get(code) is None]
    if unknown:
        raise tk.Invalid(
            tk._("“{value}” is not a theme of this portal.").format(value=unknown[0])
        )
    return codes


def territory_area_codes(value: object) -> list[str]:
    """Accept codes or names of places, as a list or one per line; return codes."""
    found: dict[str, None] = {}
    for text in territory_text_list(value):
        places = areas().find(text) or areas().named(text)
        if not places:
            raise tk.Invalid(tk._("“{value}” is not a known place.").format(value=text))
        found[places[0].code] = None
    return list(found)


def territory_language_codes(value: object) -> list[str]:
    """Accept two-letter codes of languages (ISO 639-1), as a list or one per line."""
    codes = [code.lower() for code in territory_text_list(value)]
    for code in codes:
        if not _LANGUAGE.match(code):
            raise tk.Invalid(
                tk._("“{value}” is not a code of a language, such as fr or ar.").format(
                    value=code
                )
            )
    return codes


def territory_days(value: object) -> int | None:
    """Accept a number of days, from 1 to 365, or nothing."""
    text = str(value).strip()
    if not text or value is None:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= DAYS_LIMIT:
        raise tk.Invalid(
            tk._("Write a number of days between 1 and {limit}.").format(
                limit=DAYS_LIMIT
            )
        )
    return int(text)


def territory_past_day(value: object) -> dt.date:
    """Accept a day (YYYY-MM-DD) that is not to come."""
    day = territory_day(value)
    if day > dt.date.today():  # noqa: DTZ011 - a day of the authority
        raise tk.Invalid(tk._("This day is still to come."))
    return day


def territory_day(value: object) -> dt.date:
    """Accept a day (YYYY-MM-DD)."""
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise tk.Invalid(
            tk._("“{value}” is not a day: write it as 2026-08-31.").format(
                value=str(value)[:40]
            )
        ) from None


def territory_web_address(value: str) -> str:
    """Accept an address that starts with https:// or http://, or nothing."""
    if value and (len(value) > URL_LIMIT or not _WEB.match(value)):
        raise tk.Invalid(tk._("Write an address that starts with https://."))
    return value


def territory_service_mailbox(value: str) -> str:
    """Refuse an address that looks like a person's."""
    if is_nominative(value, _known_words()):
        raise tk.Invalid(
            tk._(
                "This address looks like a person's. Everybody will see it: give the "
                "mailbox of the service, such as voirie@ville.example."
            )
        )
    return value


def territory_phone(value: str) -> str:
    """Accept a telephone number."""
    text = " ".join(str(value).split())
    if not _PHONE.match(text):
        raise tk.Invalid(
            tk._("“{value}” is not a telephone number.").format(value=value)
        )
    return text


def _known_words() -> frozenset[str]:
    """Return the stems of the words that name the town hall's own business."""
    names = [
        name
        for theme in theme_tree().all()
        for name in (*theme.label.values(), *theme.also)
    ]
    return _stems("\n".join(names))


@lru_cache(maxsize=2)
def _stems(text: str) -> frozenset[str]:
    return frozenset(analyze(text))
