"""Words of the environment pages, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from babel.dates import format_time

from ckan.plugins import toolkit as tk

from ckanext.territory import formatting
from ckanext.territory.chart_page import Pill
from ckanext.territory.domain.environment import Bucket, ObservedProperty, Threshold
from ckanext.territory.environment.choosing import DAY, HOUR, Chosen, moment
from ckanext.territory.language import lang
from ckanext.territory.messages.marker import N_

MONTH, YEAR = 28 * DAY, 365 * DAY
DECIMALS = 4

KINDS = {
    "limit": N_("Limit value"),
    "target": N_("Target value"),
    "quality": N_("Quality limit"),
    "road": N_("Limit of road noise"),
    "information": N_("Information threshold"),
    "alert": N_("Alert threshold"),
    "guideline": N_("Guideline of the WHO"),
}
AVERAGES = {
    "hour": N_("mean of an hour"),
    "max_8h": N_("highest mean of eight hours"),
    "day": N_("mean of a day"),
    "year": N_("mean of a year"),
    "sample": N_("each measurement"),
}
STATES = {
    "over": (N_("Exceeded"), "bad", "triangle"),
    "under": (N_("Respected"), "good", "check"),
    "unknown": (N_("Too few data"), "soft", "ring"),
    "impossible": (N_("Cannot be computed"), "soft", "ring"),
}
LEVELS = {
    "sample": N_("each measurement"),
    "hour": N_("by the hour"),
    "day": N_("by the day"),
    "month": N_("by the month"),
    "year": N_("by the year"),
}


def label(known: ObservedProperty | None, code: str) -> str:
    """Return the name of a property."""
    if known is None:
        return code
    return known.label.get(lang()[:2]) or known.label["en"]


def short(known: ObservedProperty | None, code: str) -> str:
    """Return the short name of a property."""
    return known.short if known else code


def value(amount: float, chosen: Chosen) -> str:
    """Return a value with its unit, with the decimals of its property."""
    return measure(amount, chosen.unit, chosen.known)


def measure(amount: float, unit: str, known: ObservedProperty | None) -> str:
    """Return a value with its unit, with the decimals of its property."""
    decimals = known.decimals if known else 2
    if unit == "%":
        return formatting.percent(amount / 100, lang(), decimals=decimals)
    text = formatting.number(round(amount, decimals), lang(), decimals=decimals)
    return f"{text}{formatting.NARROW}{unit}" if unit else text


def decimal(amount: float) -> Decimal:
    """Return a figure as files of ours write it: 62, not 62.0."""
    return Decimal(f"{round(amount, DECIMALS):.12g}")


def when(second: int, length: int) -> str:
    """Return the time of a reading as exactly as it is long."""
    found = moment(second)
    if length >= YEAR:
        return str(found.year)
    if length >= MONTH:
        return formatting.day(f"{found.year}-{found.month:02d}", lang())
    day = formatting.day(found.date(), lang())
    if length >= DAY:
        return day
    place = formatting.locale_of(lang())
    return tk._("{day}, {time}").format(
        day=day, time=format_time(found.time(), "short", locale=place)
    )


def bucket(found: Bucket) -> str:
    """Return the period of a point."""
    return when(found.start, found.end - found.start)


def threshold(found: Threshold, chosen: Chosen) -> str:
    """Return a threshold in words: ``Limit value, mean of a day: 50 µg/m³``."""
    return tk._("{kind}, {average}: {value}").format(
        kind=tk._(KINDS[found.kind]),
        average=tk._(AVERAGES[found.averaging]),
        value=value(found.value, chosen),
    )


def cited(found: Threshold) -> str:
    """Return the text that sets a threshold."""
    return found.source.get(lang()[:2]) or found.source["en"]


def pill(state: str) -> Pill:
    """Return a state as word, tone and shape."""
    text, tone, shape = STATES[state]
    return {"label": tk._(text), "tone": tone, "shape": shape}


def step(seconds: int | None) -> str:
    """Return a time step in words."""
    if seconds is None:
        return tk._("irregular")
    for length, text in (
        (YEAR, tk._("a year")),
        (MONTH, tk._("a month")),
        (7 * DAY, tk._("a week")),
        (DAY, tk._("a day")),
        (HOUR, tk._("an hour")),
    ):
        if length <= seconds <= length * 1.11:
            return text
    minutes = max(1, round(seconds / 60))
    return tk.ungettext("{count} minute", "{count} minutes", minutes).format(
        count=minutes
    )


def choice(dataset: Mapping[str, Any], name: str) -> str:
    """Return the label of a choice that the form holds, or nothing."""
    code = dataset.get(name)
    schema = tk.h.scheming_get_dataset_schema(dataset["type"]) or {}
    for field in schema.get("dataset_fields", []) if code else []:
        if field["field_name"] == name:
            return str(tk.h.scheming_choices_label(field.get("choices", []), code))
    return ""
