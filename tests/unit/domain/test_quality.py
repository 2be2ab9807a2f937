"""Completeness and quality of a description."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ckanext.territory.domain.quality import assess
from ckanext.territory.messages import quality as words

TODAY = dt.date(2026, 3, 31)
EU = "http://publications.europa.eu/resource/authority/frequency/"
FULL: dict[str, Any] = {
    "license_id": "lov2",
    "temporal_coverage": [{"start": "2025-01-01", "end": "2025-12-31"}],
    "territory_code": ["35987"],
    "territory_level": "commune",
    "frequency": f"{EU}ANNUAL",
    "notes": "x" * 101,
    "documentation": ["https://ville.example/aide"],
    "referent_id": "r1",
    "conforms_to": ["https://schema.data.gouv.fr/scdl"],
    "resources": [{"format": "CSV", "last_modified": "2025-06-01T08:00:00"}],
}


def missing(**changes: object) -> list[str]:
    """Return the points that a full description misses with these changes."""
    return [point.code for point in assess({**FULL, **changes}, TODAY).missing]


class TestAssess:
    """``assess``."""

    def test_full_description_has_the_full_score(self) -> None:
        """No point is missing."""
        found = assess(FULL, TODAY)
        assert found.score == 1
        assert found.missing == ()

    def test_gains_make_one(self) -> None:
        """The score is the sum of the gains met, whatever is met."""
        found = assess({}, TODAY)
        assert sum(point.gain for point in found.points) == pytest.approx(1)
        met = sum(point.gain for point in found.points if point.is_met)
        assert found.score == pytest.approx(met, abs=1e-4)

    def test_most_useful_point_comes_first(self) -> None:
        """A half point comes after a whole one."""
        found = assess({}, TODAY).missing
        gains = [point.gain for point in found]
        assert gains == sorted(gains, reverse=True)

    @pytest.mark.parametrize(
        ("changes", "codes"),
        [
            ({"license_id": "notspecified"}, ["license"]),
            ({"temporal_coverage": [{"start": ""}]}, ["period"]),
            ({"temporal_coverage": "2025"}, ["period"]),
            ({"territory_code": []}, ["place"]),
            ({"territory_level": None}, ["level"]),
            ({"frequency": "UNKNOWN"}, ["frequency"]),
            ({"notes": "x" * 100}, ["description"]),
            ({"notes": " " * 200}, ["description"]),
            ({"documentation": []}, ["documentation"]),
            ({"referent_id": ""}, ["referent"]),
            ({"conforms_to": []}, ["schema", "columns"]),
            ({"resources": []}, ["open_format", "reachable"]),
            ({"resources": [{"format": "PDF"}]}, ["in_time", "open_format"]),
        ],
    )
    def test_each_absence_costs_its_point(
        self, changes: dict[str, Any], codes: list[str]
    ) -> None:
        """And no other."""
        assert missing(**changes) == codes

    def test_polygon_stands_for_a_place(self) -> None:
        """A place may be drawn rather than named."""
        assert missing(territory_code=[], spatial_coverage=[{"geom": "{}"}]) == []

    def test_dead_link_is_seen(self) -> None:
        """When the caller knows it."""
        files = [{**FULL["resources"][0], "is_unreachable": True}]
        assert missing(resources=files) == ["reachable"]

    @pytest.mark.parametrize(
        ("day", "is_late"), [("2026-02-27", False), ("2026-02-26", True)]
    )
    def test_late_after_the_delay_and_a_day_of_grace(
        self, day: str, *, is_late: bool
    ) -> None:
        """A month is 31 days. Source: udata, UPDATE_DELAYS."""
        files = [{"format": "CSV", "last_modified": day}]
        found = missing(frequency="MONTHLY", resources=files)
        assert ("in_time" in found) is is_late

    def test_one_year_document_is_never_late(self) -> None:
        """Settled in design.md, 13."""
        files = [{"format": "CSV", "created": "2010-01-01"}]
        assert missing(frequency=f"{EU}AS_NEEDED", resources=files) == []

    def test_every_point_has_its_words(self) -> None:
        """A label, and what to do."""
        codes = {point.code for point in assess({}, TODAY).points}
        assert codes == set(words.LABELS)
        assert {f"quality.{code}" for code in codes} == set(words.MESSAGES)
