"""The demo's indicators and observations are tables that the portal reads whole."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from demo.datasets import (
    PlainDataset,
    file_content,
    file_format,
    plain_datasets,
    typed_datasets,
)

from ckanext.territory.domain.environment import load_properties, merge
from ckanext.territory.domain.figures.task import read_figures
from ckanext.territory.domain.indicator import (
    Goal,
    combine,
    headline_place,
    make_sheet,
)

TYPED = {dataset.name: dataset for dataset in typed_datasets()}
TODAY = date(2026, 6, 1)
STATUSES = {
    "part-des-dechets-tries": "on_track",
    "acces-aux-espaces-verts": "achieved",
    "delai-carte-identite": "off_track",
    "energie-par-metre-carre": "at_risk",
    "entrees-a-la-mediatheque": "not_assessed",
}


def figures(name: str, folder: Path) -> dict[str, Any]:
    """Return what the portal reads of a file of the demo."""
    path = folder / name
    path.write_bytes(file_content(name))
    found = read_figures({"path": str(path), "name": name})
    assert found is not None, name
    return found


def goal(dataset: PlainDataset) -> Goal:
    """Return what the form of an indicator says."""
    fields = dataset.fields
    if "target_value" not in fields:
        return Goal(direction=fields["direction"])
    return Goal(
        direction=fields["direction"],
        target=Decimal(fields["target_value"]),
        target_year=int(fields["target_year"]),
        baseline=Decimal(fields["baseline_value"]),
        baseline_year=int(fields["baseline_year"]),
    )


class TestFiles:
    """Files of the typed datasets."""

    @pytest.mark.parametrize("name", TYPED)
    def test_every_row_is_used(self, name: str, tmp_path: Path) -> None:
        """No row is refused, none comes twice."""
        for file in TYPED[name].files:
            found = figures(file, tmp_path)
            assert found["rows"] > 0
            assert found["refused"] == []
            assert found.get("duplicates", 0) == 0

    @pytest.mark.parametrize(
        "name",
        ["batiments-a-renover.xlsx", "zones-de-fraicheur.gpkg", "bruit-2025.csv"],
    )
    def test_same_bytes_at_each_run(self, name: str) -> None:
        """Nothing depends on the hour or on chance."""
        assert file_content(name) == file_content(name)

    def test_files_are_read_at_once(self) -> None:
        """Small enough for the request that brings them: seeding needs no worker."""
        for dataset in (*TYPED.values(), *plain_datasets()):
            for name in dataset.files:
                assert len(file_content(name)) <= 2 * 1024 * 1024, name

    def test_formats_are_named(self) -> None:
        """As a person would."""
        names = ("a.xlsx", "a.gpkg", "a.geojson", "a.csv")
        assert [file_format(name) for name in names] == [
            "XLSX",
            "GPKG",
            "GeoJSON",
            "CSV",
        ]


class TestIndicators:
    """The indicators tell all the stories there are."""

    @pytest.mark.parametrize(("name", "status"), STATUSES.items())
    def test_status(self, name: str, status: str, tmp_path: Path) -> None:
        """Reached, on track, at risk, off track, without a target."""
        dataset = TYPED[name]
        (indicator,), _twice = combine(
            [figures(file, tmp_path) for file in dataset.files]
        )
        place = headline_place(indicator, ["35987"])
        sheet = make_sheet(indicator, place, goal(dataset), today=TODAY)
        assert sheet.assessment.status == status
        assert dataset.fields["indicator_code"] == indicator.code

    def test_two_are_known_by_quarter(self, tmp_path: Path) -> None:
        """Eight quarters beside the town."""
        counts = [
            len({each.place for each in indicator.values})
            for dataset in TYPED.values()
            if dataset.type == "performance"
            for indicator in combine(
                [figures(file, tmp_path) for file in dataset.files]
            )[0]
        ]
        assert sorted(counts) == [1, 1, 1, 9, 9]


class TestObservations:
    """The observations look like what they measure."""

    def observed(self, name: str, folder: Path) -> dict[tuple[str, str], Any]:
        """Return the series of a dataset by station and property."""
        files = [figures(file, folder) for file in TYPED[name].files]
        merged = merge(
            [each for each in files if each["kind"] == "observations"],
            load_properties(),
        )
        return {(each.station, each.property): each for each in merged.series}

    def test_air_breaks_advice_and_no_law(self, tmp_path: Path) -> None:
        """The boulevard is above the guideline of the WHO, below the limits."""
        series = self.observed("qualite-de-l-air", tmp_path)
        boulevard = series["RSO-AIR-1", "no2"]
        assert boulevard.counts["no2-day-who"][2025][0] > 3
        assert boulevard.counts["no2-hour-limit"][2025][0] == 0
        assert 20 < boulevard.years[2025].value < 40
        park = series["RSO-AIR-3", "no2"]
        assert park.years[2025].value < boulevard.years[2025].value / 1.5

    def test_winter_has_more_nitrogen_and_less_ozone(self, tmp_path: Path) -> None:
        """As everywhere."""
        series = self.observed("qualite-de-l-air", tmp_path)

        def mean(code: str, first: int) -> float:
            points = series["RSO-AIR-3", code].points[first : first + 31]
            return sum(point.value for point in points) / len(points)

        assert mean("no2", 0) > mean("no2", 181)
        assert mean("o3", 0) < mean("o3", 181)

    def test_one_street_is_too_loud(self, tmp_path: Path) -> None:
        """Above 68 dB(A) over the year at one place in four."""
        series = self.observed("bruit-en-ville", tmp_path)
        loud = [
            station
            for (station, code), each in series.items()
            if code == "lden" and each.years[2025].value > 68
        ]
        assert loud == ["RSO-BRU-1"]

    def test_the_new_track_brings_bicycles(self, tmp_path: Path) -> None:
        """The right bank's counter rises by more than a quarter, in two files."""
        series = self.observed("comptages-velo", tmp_path)
        years = series["RSO-VEL-3", "bike_count"].years
        assert years[2025].value > years[2024].value * 1.25

    def test_stations_have_positions(self, tmp_path: Path) -> None:
        """Each series is on the map."""
        for dataset in TYPED.values():
            if dataset.type != "environment":
                continue
            files = [figures(file, tmp_path) for file in dataset.files]
            there = {
                station["code"]
                for file in files
                if file["kind"] == "sensors"
                for station in file["stations"]
                if station["position"]
            }
            observed = {code for code, _ in self.observed(dataset.name, tmp_path)}
            assert observed <= there, json.dumps(sorted(observed - there))
