"""Completeness and quality of a description, each missing point with its gain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from ckanext.territory.domain.vocabulary import EU

Dataset = Mapping[str, Any]

LONG_ENOUGH = 100
"""A description says something from this many characters on. Source: udata,
``udata/core/dataset/models.py`` (quality, ``dataset_description_quality``)."""

CLOSED_FORMATS = frozenset(
    {"", "none", "pdf", "doc", "docx", "word", "xls", "excel", "xlsx"}
)
"""Formats that are not open. Source: udata, ``CLOSED_FORMATS``."""

NO_LICENSE = frozenset({"", "notspecified", "other-closed"})

DELAYS: Mapping[str, int] = {
    **dict.fromkeys(
        (
            "UPDATE_CONT",
            "CONT",
            "1MIN",
            "5MIN",
            "10MIN",
            "15MIN",
            "30MIN",
            "HOURLY",
            "BIHOURLY",
            "TRIHOURLY",
            "12HRS",
            "DAILY_3",
            "DAILY_2",
            "DAILY",
        ),
        1,
    ),
    "WEEKLY_5": 2,
    "WEEKLY_3": 3,
    "WEEKLY_2": 4,
    "WEEKLY": 7,
    "BIWEEKLY": 14,
    "MONTHLY_3": 11,
    "MONTHLY_2": 16,
    "MONTHLY": 31,
    "BIMONTHLY": 62,
    "QUARTERLY": 92,
    "ANNUAL_3": 122,
    "ANNUAL_2": 184,
    "ANNUAL": 366,
    "BIENNIAL": 731,
    "TRIENNIAL": 1096,
    "QUADRENNIAL": 1461,
    "QUINQUENNIAL": 1827,
    "DECENNIAL": 3653,
}
"""Days between two updates; a frequency that is not here is never late."""

TOLERANCE = 1
"""Days of grace after the delay. Source: udata, quality of the update."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of quality: what its absence costs, and the field that gives it."""

    code: str
    field: str
    gain: float
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The quality of a description: ``score`` from 0 to 1, and its points in order."""

    score: float
    points: tuple[Point, ...]

    @property
    def missing(self) -> tuple[Point, ...]:
        """Return the points not met, the most useful first."""
        left = (point for point in self.points if not point.is_met)
        return tuple(sorted(left, key=lambda point: -point.gain))


def assess(dataset: Dataset, today: dt.date) -> Quality:
    """Return the quality of a dataset as ``package_show`` gives it.

    The nine criteria of data.gouv.fr weigh one each; ours one or a half.
    ``columns_described`` and ``is_unreachable`` (in a resource) are facts that a
    caller adds when it knows them. Source: udata, ``udata/core/dataset/models.py``.
    """
    total = sum(weight for _, _, weight, _ in _RULES)
    points = tuple(
        Point(code=code, field=field, gain=weight / total, is_met=rule(dataset, today))
        for code, field, weight, rule in _RULES
    )
    return Quality(
        score=round(sum(point.gain for point in points if point.is_met), 4),
        points=points,
    )


def next_update(dataset: Dataset) -> dt.date | None:
    """Return the day on which an update is due, None when none is promised."""
    delay = DELAYS.get(_frequency_code(dataset))
    known = [_day(dataset.get("modified"))]
    known += [_day(file.get("last_modified")) for file in _files(dataset)]
    known += [_day(file.get("created")) for file in _files(dataset)]
    last = max((day for day in known if day), default=None)
    if delay is None or last is None:
        return None
    return last + dt.timedelta(days=delay)


def _is_filled(value: object) -> bool:
    if isinstance(value, Mapping):
        known = cast("Mapping[str, object]", value)
        return any(_is_filled(item) for item in known.values())
    if isinstance(value, list | tuple):
        return any(_is_filled(item) for item in cast("list[object]", value))
    return value not in (None, "", "[]")


def _has(*names: str) -> Callable[[Dataset, dt.date], bool]:
    return lambda dataset, _: any(_is_filled(dataset.get(name)) for name in names)


def _license(dataset: Dataset, _: dt.date) -> bool:
    return str(dataset.get("license_id") or "") not in NO_LICENSE


def _period(dataset: Dataset, _: dt.date) -> bool:
    return any(row.get("start") for row in _rows(dataset.get("temporal_coverage")))


def _rows(value: object) -> list[Mapping[str, Any]]:
    """Return the blocks of a list; anything else holds none."""
    found = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("Dataset", row) for row in found if isinstance(row, Mapping)]


def _frequency_code(dataset: Dataset) -> str:
    return str(dataset.get("frequency") or "").removeprefix(f"{EU}frequency/")


def _frequency(dataset: Dataset, _: dt.date) -> bool:
    return _frequency_code(dataset) not in {"", "UNKNOWN"}


def _in_time(dataset: Dataset, today: dt.date) -> bool:
    if _frequency_code(dataset) not in DELAYS:
        return True
    due = next_update(dataset)
    if due is None:
        # Nothing published yet: nothing is late.
        return not _files(dataset)
    return (today - due).days <= TOLERANCE


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def _files(dataset: Dataset) -> list[Mapping[str, Any]]:
    return _rows(dataset.get("resources"))


def _description(dataset: Dataset, _: dt.date) -> bool:
    return len(str(dataset.get("notes") or "").strip()) > LONG_ENOUGH


def _open_format(dataset: Dataset, _: dt.date) -> bool:
    formats = (str(file.get("format") or "").lower() for file in _files(dataset))
    return any(name not in CLOSED_FORMATS for name in formats)


def _reachable(dataset: Dataset, _: dt.date) -> bool:
    files = _files(dataset)
    return bool(files) and not any(file.get("is_unreachable") for file in files)


def _documented(dataset: Dataset, _: dt.date) -> bool:
    return _is_filled(dataset.get("documentation")) or any(
        file.get("resource_kind") == "documentation" or file.get("description")
        for file in _files(dataset)
    )


def _schema(dataset: Dataset, _: dt.date) -> bool:
    return _is_filled(dataset.get("conforms_to")) or any(
        _is_filled(file.get("conforms_to")) for file in _files(dataset)
    )


def _columns(dataset: Dataset, today: dt.date) -> bool:
    return bool(dataset.get("columns_described")) or _schema(dataset, today)


_RULES: tuple[tuple[str, str, float, Callable[[Dataset, dt.date], bool]], ...] = (
    ("license", "license_id", 1, _license),
    ("period", "temporal_coverage", 1, _period),
    ("place", "territory_code", 1, _has("territory_code", "spatial_coverage")),
    ("frequency", "frequency", 1, _frequency),
    ("in_time", "resources", 1, _in_time),
    ("description", "notes", 1, _description),
    ("open_format", "resources", 1, _open_format),
    ("reachable", "resources", 1, _reachable),
    ("documentation", "documentation", 1, _documented),
    ("referent", "referent_id", 1, _has("referent_id", "contact")),
    ("level", "territory_level", 0.5, _has("territory_level")),
    ("schema", "conforms_to", 1, _schema),
    ("columns", "resources", 0.5, _columns),
)
