"""Words of the pages of indicators, in the language of the reader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ckan.plugins import toolkit as tk

from ckanext.territory import config, formatting
from ckanext.territory.areas import areas
from ckanext.territory.chart_page import Pill
from ckanext.territory.domain.indicator import IndicatorValue, Place
from ckanext.territory.language import lang
from ckanext.territory.messages.marker import N_

DECEMBER_31 = "-12-31"
# Status: label, tone and shape of the pill, and how a sentence ends with it.
STATUS = {
    "achieved": (N_("Target reached"), "good", "check", N_("target reached")),
    "on_track": (N_("On track"), "good", "arrow", N_("on track")),
    "at_risk": (N_("At risk"), "warn", "triangle", N_("at risk")),
    "off_track": (N_("Off track"), "bad", "square", N_("off track")),
    "not_assessed": (N_("Not assessed"), "soft", "ring", N_("not assessed")),
}
DIRECTIONS = {
    "hausse": N_("The figure should rise."),
    "baisse": N_("The figure should fall."),
    "stabilite": N_("The figure should stay stable."),
    "sans_sens": N_("No direction is wanted."),
}


def pill(status: str) -> Pill:
    """Return a status as word, tone and shape."""
    label, tone, shape, _said = STATUS.get(status, STATUS["not_assessed"])
    return {"label": tk._(label), "tone": tone, "shape": shape}


def said(status: str) -> str:
    """Return a status as the end of a sentence."""
    return tk._(STATUS.get(status, STATUS["not_assessed"])[3])


def value(amount: Decimal, unit: str) -> str:
    """Return a value with its unit: ``61 %``, ``1 240 €``, ``12,5 t``."""
    if unit == "%":
        return formatting.percent(amount / 100, lang(), decimals=2)
    if unit in {"€", "EUR"}:
        return formatting.euro(amount, lang(), cents=amount != amount.to_integral())
    text = formatting.number(amount, lang())
    return f"{text}{formatting.NARROW}{unit}" if unit else text


def period(found: IndicatorValue) -> str:
    """Return the period of a value: ``2024``, ``mars 2024``."""
    start, end = found.start, found.end
    if start.day == 1 and (start.year, start.month) == (end.year, end.month):
        return formatting.day(f"{start.year}-{start.month:02d}", lang())
    return formatting.period(start.isoformat(), end.isoformat(), lang())


def when(day: date) -> str:
    """Return the end of a period: the year when it is that of a year."""
    text = day.isoformat()
    return text[:4] if text.endswith(DECEMBER_31) else formatting.day(text, lang())


def is_year(found: IndicatorValue) -> bool:
    """Tell whether a value is that of a whole year."""
    return (found.start.day, found.start.month) == (1, 1) and (
        found.end.isoformat() == f"{found.start.year}{DECEMBER_31}"
    )


def place(found: Place | None) -> str:
    """Return what to call a territory."""
    if found is None:
        return ""
    if found.code == config.default_territory() and config.territory_name():
        return config.territory_name()
    known = areas().get(found.level, found.code)
    return known.name if known else found.code


def name(label: str, code: str) -> str:
    """Return what to call an indicator."""
    return label or code
