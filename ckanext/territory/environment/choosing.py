"""What of an environment dataset a page shows, and the fields that follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from ckanext.territory.domain.environment import (
    Bucket,
    Merged,
    Observed,
    ObservedProperty,
    Station,
    merge,
    stations_of,
)
from ckanext.territory.environment.known import properties
from ckanext.territory.figures import store
from ckanext.territory.figures.types import FiguresShown

OBSERVATIONS, SENSORS = "observations", "sensors"
HIGHEST = "max"
ANCHOR = "environment"
HOUR, DAY = 3600, 86_400
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
ENOUGH_OF_A_YEAR = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A property of a dataset, at all stations or at one.

    Attributes:
        codes: properties of the dataset, the first one first.
        code: the property shown; ``known`` is None when our list lacks it.
        every: its series at all stations, by name of the station.
        series: those shown.
        station: code of the one station asked for, or "".
        highest: whether the highest of each period is asked for, not its mean.
        year: the last calendar year that is covered well enough.
    """

    dataset: Mapping[str, Any]
    merged: Merged
    stations: Mapping[str, Station]
    codes: Sequence[str]
    code: str
    known: ObservedProperty | None
    every: Sequence[Observed]
    series: Sequence[Observed]
    station: str
    highest: bool
    year: int
    files: Sequence[Mapping[str, Any]]
    sensor_files: Sequence[Mapping[str, Any]]

    @property
    def unit(self) -> str:
        """The unit of all values of the property."""
        return self.every[0].unit

    @property
    def how(self) -> str:
        """How values are put together."""
        return self.every[0].how

    @property
    def can_choose_highest(self) -> bool:
        """Tell whether the highest hour of a day says something more."""
        return self.how == "mean" and any(
            each.level in {"day", "month"} and each.step and each.step <= HOUR
            for each in self.every
        )

    @property
    def query(self) -> dict[str, str]:
        """The choices that make this page again; nothing for the usual ones."""
        return {
            "grandeur": "" if self.code == self.codes[0] else self.code,
            "station": self.station,
            "valeur": HIGHEST if self.highest else "",
        }

    def name_of(self, code: str) -> str:
        """Return what people call a station."""
        station = self.stations.get(code)
        return station.label if station else code


def choose(
    shown: FiguresShown, dataset: Mapping[str, Any], query: Mapping[str, str]
) -> Chosen | None:
    """Return what the query asks for, the usual where it asks for nothing known."""
    files = store.of_kind(shown, OBSERVATIONS)
    known = properties()
    merged = merge(files, known)
    if not merged.series:
        return None
    sensor_files = store.of_kind(shown, SENSORS)
    stations = stations_of(sensor_files)
    codes = _codes(merged, dataset)
    code = query.get("grandeur", "")
    code = code if code in codes else codes[0]
    every = sorted(
        (each for each in merged.series if each.property == code),
        key=lambda each: (
            stations[each.station].label if each.station in stations else "",
            each.station,
        ),
    )
    asked = query.get("station", "")
    series = [each for each in every if each.station == asked] or every
    chosen = Chosen(
        dataset=dataset,
        merged=merged,
        stations=stations,
        codes=codes,
        code=code,
        known=known.known.get(code),
        every=every,
        series=series,
        station=asked if series is not every else "",
        highest=False,
        year=_year(every),
        files=files,
        sensor_files=sensor_files,
    )
    return _with_highest(chosen, query.get("valeur", ""))


def fields(shown: FiguresShown, dataset: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a dataset that its figures decide."""
    merged = merge(store.of_kind(shown, OBSERVATIONS), properties())
    if not merged.series:
        return {}
    first = min(each.first for each in merged.series)
    last = max(each.last + each.length for each in merged.series)
    # An instant of the clock on the wall: nobody knows its zone for sure.
    ended = min(moment(last), datetime.now(timezone.utc))
    return {
        "station_count": len({each.station for each in merged.series}),
        "last_observed_at": ended.isoformat(),
        "temporal_coverage": [
            {
                "start": moment(first).date().isoformat(),
                "end": moment(max(last - 1, first)).date().isoformat(),
            }
        ],
    }


def moment(second: int) -> datetime:
    """Return a time on the clock as an instant, as if it were UTC."""
    return EPOCH + timedelta(seconds=second)


def _with_highest(chosen: Chosen, asked: str) -> Chosen:
    if asked != HIGHEST or not chosen.can_choose_highest:
        return chosen
    return replace(chosen, highest=True)


def _codes(merged: Merged, dataset: Mapping[str, Any]) -> list[str]:
    """Return the properties: in the order of the form, the others as they come."""
    there = list(dict.fromkeys(each.property for each in merged.series))
    wanted = dataset.get("observed_property") or []
    first = [code for code in wanted if code in there]
    return list(dict.fromkeys([*first, *there]))


def _year(series: Sequence[Observed]) -> int:
    """Return the last year with enough of its time covered, else the last one."""
    years = {
        year: max(_covered(each.years[year]) for each in series if year in each.years)
        for year in {year for each in series for year in each.years}
    }
    whole = [year for year, share in years.items() if share >= ENOUGH_OF_A_YEAR]
    return max(whole or years)


def _covered(stat: Bucket) -> float:
    return 1.0 if stat.coverage is None else stat.coverage
