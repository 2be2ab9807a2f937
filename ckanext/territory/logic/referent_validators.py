"""Validators of referents: rules of the domain with words for people."""

from __future__ import annotations

import re
from functools import lru_cache

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.domain.french import analyze
from ckanext.territory.domain.referent import is_nominative
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_phone",
    "territory_referent_exists",
    "territory_service_mailbox",
    "territory_short_text",
    "territory_text_list",
    "territory_theme_codes",
]

TEXT_LIMIT = 200
LIST_LIMIT = 50
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
