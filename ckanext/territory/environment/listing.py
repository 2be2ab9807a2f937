"""The latest readings and the thresholds of an environment page, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory import formatting
from ckanext.territory.chart_page import Pill
from ckanext.territory.domain.environment import Observed
from ckanext.territory.environment import comparing, words
from ckanext.territory.environment.choosing import ANCHOR, Chosen
from ckanext.territory.environment.comparing import Compared
from ckanext.territory.language import lang


class Reading(TypedDict):
    """The latest reading of a station; ``against`` is its threshold in words."""

    label: str
    url: str
    is_current: bool
    value: str
    moment: str
    against: str
    pill: Pill | None


class Exceedance(TypedDict):
    """A station under a threshold; ``count`` says how often, and what is allowed."""

    station: str
    count: str
    pill: Pill


class Group(TypedDict):
    """A threshold, the text that sets it, and each station under it."""

    threshold: str
    text: str
    address: str
    rows: list[Exceedance]


def reading(chosen: Chosen, found: Observed) -> Reading:
    own = {**chosen.query, "station": found.station}
    query = {name: value for name, value in own.items() if value}
    last = comparing.latest(chosen, found)
    against, pill = "", None
    if last is not None:
        threshold, second, value = last
        pill = words.pill("over" if value > threshold.value else "under")
        length = {"hour": 3600, "year": words.YEAR}.get(threshold.averaging, 86_400)
        against = tk._("{value} ({moment}); {threshold}").format(
            value=words.value(value, chosen),
            moment=words.when(second, length),
            threshold=words.threshold(threshold, chosen),
        )
    return {
        "label": chosen.name_of(found.station),
        "url": tk.url_for(
            "environment.read", id=chosen.dataset["name"], _anchor=ANCHOR, **query
        ),
        "is_current": found.station == chosen.station,
        "value": words.value(found.value, chosen),
        "moment": words.when(found.last, found.length),
        "against": against,
        "pill": pill,
    }


def groups(chosen: Chosen, compared: Sequence[Compared]) -> list[Group]:
    """Return the stations under each threshold, in the order of the thresholds."""
    made: dict[str, Group] = {}
    for found in compared:
        threshold = found.threshold
        group = made.setdefault(
            threshold.id,
            {
                "threshold": words.threshold(threshold, chosen),
                "text": words.cited(threshold),
                "address": threshold.address,
                "rows": [],
            },
        )
        group["rows"].append(
            {
                "station": chosen.name_of(found.series.station),
                "count": _count(chosen, found),
                "pill": words.pill(found.state),
            }
        )
    return list(made.values())


def _count(chosen: Chosen, found: Compared) -> str:
    """Return how often a threshold was exceeded, out of how many, and is allowed."""
    verdict, threshold = found.verdict, found.threshold
    if verdict is None:
        return tk._("the time step of the data is too long ({step})").format(
            step=words.step(found.series.step)
        )
    if threshold.averaging == "year":
        stat = found.series.years.get(chosen.year)
        if stat is None:
            return ""
        return tk._("mean of {year}: {value}").format(
            year=chosen.year, value=words.value(stat.value, chosen)
        )
    number = formatting.number(verdict.exceeded, lang(), decimals=1)
    facts = {
        "count": number,
        "checked": formatting.number(verdict.checked, lang(), decimals=0),
        "allowed": threshold.allowed,
        "years": verdict.years,
    }
    if threshold.averaging in {"day", "max_8h"}:
        said = tk._("{count} days of {checked}").format(**facts)
    elif threshold.averaging == "hour":
        said = tk._("{count} hours of {checked}").format(**facts)
    else:
        said = tk._("{count} measurements of {checked}").format(**facts)
    if not threshold.allowed:
        return said
    if verdict.years > 1:
        return tk._("{said} on average of {years} years, {allowed} allowed").format(
            said=said, **facts
        )
    return tk._("{said}, {allowed} allowed").format(said=said, **facts)
