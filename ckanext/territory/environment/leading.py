"""The sentence and the key figures at the top of an environment page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from ckan.plugins import toolkit as tk

from ckanext.territory import formatting
from ckanext.territory.chart_page import KeyFigure
from ckanext.territory.domain.environment import Observed, YearStat, is_whole_year
from ckanext.territory.environment import comparing, words
from ckanext.territory.environment.choosing import Chosen
from ckanext.territory.environment.comparing import Compared
from ckanext.territory.language import lang

STRONG = Markup("<strong>{}</strong>")
# Law, and not advice: what a sentence may say was broken.
LAW = frozenset({"limit", "quality", "road", "target"})


def lead(chosen: Chosen) -> Markup:
    """Return the sentence that says the main thing."""
    if chosen.how == "sum" and _yearly(chosen):
        return _lead_of_sum(chosen)
    return _latest(chosen) + _law(chosen)


def key_figures(chosen: Chosen, compared: Sequence[Compared]) -> list[KeyFigure]:
    """Return the figures at the top, four at most."""
    last = max(chosen.series, key=lambda each: each.last)
    figures: list[KeyFigure] = [
        {
            "label": tk._("Stations"),
            "value": formatting.number(len(chosen.every), lang(), decimals=0),
            "note": "",
        },
        {
            "label": tk._("Latest reading"),
            "value": words.value(last.value, chosen),
            "note": words.when(last.last, last.length),
        },
    ]
    yearly = _of_year(chosen)
    if yearly:
        figures.append(yearly)
    law = _law_figure(chosen, compared)
    if law:
        figures.append(law)
    return figures


def _law_figure(chosen: Chosen, compared: Sequence[Compared]) -> KeyFigure | None:
    """Return how many limits of the law were exceeded, and how much advice was not."""
    decided = [each for each in compared if each.state in {"over", "under"}]
    law = [each for each in decided if each.threshold.kind in LAW]
    advice = [each for each in decided if each.threshold.kind == "guideline"]
    if not law:
        return None
    over, beyond = (
        sum(each.state == "over" for each in found) for found in (law, advice)
    )
    note = tk._("of {count} comparisons").format(count=len(law))
    if advice:
        note = tk._("of {count}; guidelines of the WHO: {over} of {all}").format(
            count=len(law), over=beyond, all=len(advice)
        )
    return {
        "label": tk._("Limits of the law exceeded in {year}").format(year=chosen.year),
        "value": formatting.number(over, lang(), decimals=0),
        "note": note,
    }


def _latest(chosen: Chosen) -> Markup:
    last = max(each.last for each in chosen.series)
    now = [each for each in chosen.series if each.last == last]
    low, high = (pick(now, key=lambda each: each.value) for pick in (min, max))
    facts: dict[str, object] = {
        "name": words.label(chosen.known, chosen.code),
        "moment": words.when(last, high.length),
        "high": STRONG.format(words.value(high.value, chosen)),
        "high_place": chosen.name_of(high.station),
        "low": STRONG.format(words.value(low.value, chosen)),
        "low_place": chosen.name_of(low.station),
    }
    if len(now) == 1:
        return _safe(tk._("{name}, {moment}: {high} at {high_place}.")).format(**facts)
    return _safe(
        tk._("{name}, {moment}: from {low} ({low_place}) to {high} ({high_place}).")
    ).format(**facts)


def _law(chosen: Chosen) -> Markup:
    """Return whether the law's thresholds were respected in the year shown."""
    decided = [
        each
        for each in comparing.compared(chosen)
        if each.threshold.kind in LAW and each.state in {"over", "under"}
    ]
    if not decided:
        return Markup("")
    over = sorted(
        {
            chosen.name_of(each.series.station)
            for each in decided
            if each.state == "over"
        }
    )
    if not over:
        template = tk._(" In {year}, the limits of the law were respected everywhere.")
        return _safe(template).format(year=chosen.year)
    template = tk._(" In {year}, a limit of the law was exceeded at: {places}.")
    return _safe(template).format(year=chosen.year, places=", ".join(over))


def _lead_of_sum(chosen: Chosen) -> Markup:
    yearly = _yearly(chosen)
    total = math.fsum(stat.value for _series, stat in yearly)
    most, stat = max(yearly, key=lambda pair: pair[1].value)
    facts: dict[str, object] = {
        "name": words.label(chosen.known, chosen.code),
        "year": chosen.year,
        "total": STRONG.format(words.value(total, chosen)),
        "count": len(yearly),
        "place": chosen.name_of(most.station),
        "most": words.value(stat.value, chosen),
    }
    if len(yearly) == 1:
        return _safe(tk._("{name} in {year}: {total} at {place}.")).format(**facts)
    return _safe(
        tk._(
            "{name} in {year}: {total} at {count} stations, of which {most} at {place}."
        )
    ).format(**facts)


def _of_year(chosen: Chosen) -> KeyFigure | None:
    yearly = _yearly(chosen)
    if not yearly:
        return None
    values = [stat.value for _series, stat in yearly]
    if chosen.how == "sum":
        return {
            "label": tk._("Total of {year}").format(year=chosen.year),
            "value": words.value(math.fsum(values), chosen),
            "note": _since(chosen, math.fsum(values)),
        }
    if chosen.how not in {"mean", "energy"}:
        return None
    return {
        "label": tk._("Highest mean of {year}").format(year=chosen.year),
        "value": words.value(max(values), chosen),
        "note": chosen.name_of(max(yearly, key=lambda pair: pair[1].value)[0].station),
    }


def _since(chosen: Chosen, total: float) -> str:
    """Return the change since the year before, at the same stations."""
    before = [
        each.years[chosen.year - 1]
        for each, _stat in _yearly(chosen)
        if chosen.year - 1 in each.years
    ]
    whole = all(is_whole_year(stat.coverage) for stat in before)
    if not whole or len(before) != len(_yearly(chosen)):
        return ""
    former = math.fsum(stat.value for stat in before)
    if not former:
        return ""
    change = (total - former) / former
    return tk._("{change} since {year}").format(
        change=f"{'+' if change >= 0 else '−'}"
        + formatting.percent(abs(change), lang(), decimals=1),
        year=chosen.year - 1,
    )


def _yearly(chosen: Chosen) -> list[tuple[Observed, YearStat]]:
    """Return the series shown whose year is whole, each with that year."""
    return [
        (each, each.years[chosen.year])
        for each in chosen.series
        if chosen.year in each.years and is_whole_year(each.years[chosen.year].coverage)
    ]


def _safe(template: str) -> Markup:
    """Return a translated sentence as markup; what is put into it gets escaped."""
    return Markup(template)  # noqa: S704 - our own words, no input
