"""Helpers that write figures and dates in the language of the request."""

from __future__ import annotations

from datetime import datetime, timezone

from ckan.plugins import toolkit as tk

from ckanext.territory import formatting
from ckanext.territory.formatting import Moment, Number
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_ago",
    "territory_date",
    "territory_duration",
    "territory_euro",
    "territory_euro_short",
    "territory_excerpt",
    "territory_number",
    "territory_percent",
    "territory_period",
    "territory_size",
    "territory_theme_label",
]


def _locale() -> str:
    return str(tk.h.lang())


def territory_euro(value: Number | None, *, cents: bool = False) -> str:
    """Return ``1 234 567 €``, or nothing for what is not a number."""
    return formatting.euro(value, _locale(), cents=cents)


def territory_euro_short(value: Number | None) -> str:
    """Return ``1,2 M€``."""
    return formatting.euro_short(value, _locale())


def territory_number(value: Number | None, decimals: int = 2) -> str:
    """Return ``1 234,5``."""
    return formatting.number(value, _locale(), decimals=decimals)


def territory_percent(ratio: Number | None, decimals: int = 1) -> str:
    """Return ``12,4 %`` for 0.124."""
    return formatting.percent(ratio, _locale(), decimals=decimals)


def territory_size(value: Number | None) -> str:
    """Return a number of bytes as ``412 ko``."""
    return formatting.size(value, _locale())


def territory_date(value: Moment | None) -> str:
    """Return ``12 mars 2026``, or as much of it as is known."""
    return formatting.day(value, _locale())


def territory_duration(value: str) -> str:
    """Return ``15 minutes`` for ``PT15M``."""
    return formatting.duration(value, _locale())


def territory_period(start: str | None, end: str | None) -> str:
    """Return the years, or the days, that a period goes from and to."""
    return formatting.period(start, end, _locale())


def territory_ago(value: Moment | None) -> str:
    """Return ``il y a 3 jours``."""
    return formatting.ago(value, _locale(), now=datetime.now(timezone.utc))


def territory_excerpt(text: str | None, length: int = 190) -> str:
    """Return the start of a Markdown text as plain text."""
    return formatting.excerpt(text, length=length)


def territory_theme_label(code: str) -> str:
    """Return the name of a theme, or its code when the tree does not know it."""
    theme = theme_tree().get(code)
    if theme is None:
        return code
    return theme.label.get(_locale()[:2]) or theme.label["en"]
