"""Which indicator and territory a page shows, and the fields that follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

from ckanext.territory import config
from ckanext.territory.domain.indicator import (
    Goal,
    Indicator,
    Margins,
    Place,
    Sheet,
    combine,
    headline_code,
    headline_place,
    make_sheet,
)
from ckanext.territory.domain.table import read_number
from ckanext.territory.figures import store
from ckanext.territory.figures.types import FiguresShown

KIND = "indicator_values"
DIRECTIONS = frozenset({"hausse", "baisse", "stabilite", "sans_sens"})
STATUSES = frozenset({"achieved", "on_track", "at_risk", "off_track", "not_assessed"})
RATE = Decimal("0.0001")
SEPARATOR = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An indicator of a dataset, as asked for.

    Attributes:
        indicators: all of the dataset's files.
        headline: code of the dataset's own indicator.
        places: territories with observed values, the first one first.
        twice: how many values came twice from several files.
        today: the day that separates ended periods from others.
    """

    dataset: Mapping[str, Any]
    indicators: Sequence[Indicator]
    indicator: Indicator
    headline: str
    places: Sequence[Place]
    sheet: Sheet
    files: Sequence[Mapping[str, Any]]
    twice: int
    today: date

    @property
    def query(self) -> dict[str, str]:
        """The choices that make this page again; nothing for the usual ones."""
        first = self.places[0] if self.places else None
        is_first = self.sheet.place in {None, first}
        is_headline = self.indicator.code == self.headline
        return {
            "indicateur": "" if is_headline else self.indicator.code,
            "territoire": "" if is_first else place_key(self.sheet.place),
        }


def choose(
    shown: FiguresShown, dataset: Mapping[str, Any], query: Mapping[str, str]
) -> Chosen | None:
    """Return what the query asks for, the usual where it asks for nothing known."""
    files = store.of_kind(shown, KIND)
    indicators, twice = combine(files)
    if not indicators:
        return None
    headline = headline_code(indicators, dataset.get("indicator_code") or "")
    by_code = {each.code: each for each in indicators}
    indicator = by_code.get(query.get("indicateur", ""), by_code[headline])
    first = headline_place(indicator, _codes(dataset))
    places = _places(indicator, first)
    asked = {place_key(place): place for place in places}
    place = asked.get(query.get("territoire", ""), first)
    today = datetime.now(timezone.utc).date()
    # What the form says is about the dataset's own indicator and territory.
    is_own = indicator.code == headline and place == first
    return Chosen(
        dataset=dataset,
        indicators=indicators,
        indicator=indicator,
        headline=headline,
        places=places,
        sheet=make_sheet(
            indicator,
            place,
            goal(dataset) if is_own else _way(dataset, indicator.code == headline),
            today=today,
            margins=margins(),
        ),
        files=files,
        twice=twice,
        today=today,
    )


def fields(shown: FiguresShown, dataset: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a dataset that its figures decide.

    A status that a person corrected, with a reason, stays.
    """
    chosen = choose(shown, dataset, {})
    if chosen is None:
        return {}
    sheet = chosen.sheet
    rate = sheet.assessment.rate
    found: dict[str, Any] = {
        "latest_value": f"{sheet.latest.value:f}" if sheet.latest else "",
        "latest_period": sheet.latest.end.isoformat() if sheet.latest else "",
        "achievement_rate": "" if rate is None else f"{rate.quantize(RATE):f}",
    }
    if not dataset.get("performance_status_reason"):
        found["performance_status"] = sheet.assessment.status
    return found


def goal(dataset: Mapping[str, Any]) -> Goal:
    """Return the target and the starting value that the form holds."""
    direction = dataset.get("direction")
    return Goal(
        direction=direction if direction in DIRECTIONS else None,
        target=_decimal(dataset.get("target_value")),
        target_year=_year(dataset.get("target_year")),
        baseline=_decimal(dataset.get("baseline_value")),
        baseline_year=_year(dataset.get("baseline_year")),
    )


def margins() -> Margins:
    """Return the margins of the administrator."""
    on_track, at_risk, stable = (
        Decimal(percent) / 100 for percent in config.performance_margins()
    )
    return Margins(on_track=on_track, at_risk=at_risk, stable=stable)


def place_key(place: Place | None) -> str:
    """Return a territory as a part of an address."""
    return f"{place.level}{SEPARATOR}{place.code}" if place else ""


def _way(dataset: Mapping[str, Any], is_headline: bool) -> Goal:
    """Return the wanted direction alone: elsewhere the table's targets count."""
    return Goal(direction=goal(dataset).direction) if is_headline else Goal()


def _places(indicator: Indicator, first: Place | None) -> list[Place]:
    found = {each.place for each in indicator.values if each.kind == "actual"}
    return sorted(found, key=lambda place: (place != first, place))


def _codes(dataset: Mapping[str, Any]) -> list[str]:
    codes = dataset.get("territory_code") or []
    return [codes] if isinstance(codes, str) else list(codes)


def _decimal(value: object) -> Decimal | None:
    return None if value in {None, ""} else read_number(str(value))


def _year(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() else None
