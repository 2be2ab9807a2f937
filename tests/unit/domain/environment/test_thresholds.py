"""Thresholds: which apply, and what they say of a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.territory.domain.environment import (
    Bucket,
    Threshold,
    in_force,
    load_properties,
    load_thresholds,
    verdict,
    year_verdict,
)

KNOWN = {each.id: each for each in load_thresholds()}
LIMIT, OZONE = KNOWN["pm10-day-limit"], KNOWN["o3-8h-target"]


class TestData:
    """The shipped files."""

    def test_every_threshold_cites_its_text(self) -> None:
        """In both languages, for a property that is known, once each."""
        properties = load_properties().known
        for each in KNOWN.values():
            assert set(each.source) == {"fr", "en"}
            assert each.observed in properties

    def test_units_lead_to_a_property(self) -> None:
        """Each property reads its own unit."""
        properties = load_properties()
        for each in properties.known.values():
            assert properties.factor(each.unit, each.unit) == 1

    @pytest.mark.parametrize(
        ("text", "code"),
        [("NO2", "no2"), ("Ozone", "o3"), ("pm2,5", "pm25"), ("Pluie", "rainfall"),
         ("http://dd.eionet.europa.eu/vocabulary/aq/pollutant/8", "no2")],
    )  # fmt: skip
    def test_other_spellings(self, text: str, code: str) -> None:
        """Names, short names and addresses."""
        found = load_properties().find(text)
        assert found is not None
        assert found.code == code

    @pytest.mark.parametrize(
        ("unit", "written", "factor"),
        [("µg/m³", "ug/m3", 1), ("µg/m³", "μg.m-3", 1), ("µg/m³", "mg/m3", 1000),
         ("dB(A)", "dBA", 1), ("°C", "Cel", 1), ("kWh", "MWh", 1000),
         ("µg/m³", "ppb", None)],
    )  # fmt: skip
    def test_units(self, unit: str, written: str, factor: float | None) -> None:
        """Spellings of the same unit, multiples, and what cannot be converted."""
        assert load_properties().factor(unit, written) == factor

    def test_own_file_adds_replaces_and_withdraws(self, tmp_path: Path) -> None:
        """The administrator has the last word."""
        own = tmp_path / "thresholds.yaml"
        own.write_text(
            "thresholds:\n"
            "  - {id: no2-hour-limit, withdrawn: true}\n"
            "  - {id: local, property: laeq, value: 65, averaging: day, kind: limit,"
            " source: {fr: arrêté municipal, en: local order}}\n",
            encoding="utf-8",
        )
        found = {each.id for each in load_thresholds(str(own))}
        assert "local" in found
        assert "no2-hour-limit" not in found


class TestInForce:
    """``in_force``."""

    def test_law_first_then_short_averages(self) -> None:
        """The hour before the year, both before the guideline."""
        found = [each.id for each in in_force(KNOWN.values(), "no2", 2025)]
        assert found == [
            "no2-hour-limit",
            "no2-year-limit",
            "no2-day-who",
            "no2-year-who",
        ]

    def test_limits_of_2030_wait(self) -> None:
        """They apply from their date on, and to whole years."""
        assert "no2-year-2030" in {
            each.id for each in in_force(KNOWN.values(), "no2", 2030)
        }
        guideline = KNOWN["no2-day-who"]
        assert guideline.first_year == 2022


class TestVerdict:
    """``verdict``."""

    @pytest.mark.parametrize(
        ("exceeded", "checked", "state"),
        [(35, 365, "under"), (36, 365, "over"), (36, 60, "over"), (3, 200, "unknown"),
         (0, 274, "under"), (0, 273, "unknown")],
    )  # fmt: skip
    def test_allowed_exceedances(self, exceeded: int, checked: int, state: str) -> None:
        """35 days are allowed; three quarters of the year must be known to say so."""
        found = verdict(LIMIT, 2025, {2025: (exceeded, checked)})
        assert (found.state, found.exceeded, found.checked) == (
            state,
            exceeded,
            checked,
        )

    def test_mean_of_three_years(self) -> None:
        """Ozone: 20, 30 and 40 days are 30 a year, above 25."""
        counts = {2023: (20, 365), 2024: (30, 366), 2025: (40, 365)}
        found = verdict(OZONE, 2025, counts)
        assert (found.exceeded, found.years, found.state) == (30, 3, "over")

    def test_mean_of_the_years_that_are_known(self) -> None:
        """One year alone is said to be one."""
        found = verdict(OZONE, 2025, {2025: (10, 365)})
        assert (found.exceeded, found.years) == (10, 1)

    def test_no_data(self) -> None:
        """Nothing compared, nothing said."""
        assert verdict(LIMIT, 2025, {}).state == "unknown"


class TestYearVerdict:
    """``year_verdict``."""

    YEARLY: Threshold = KNOWN["no2-year-limit"]

    @pytest.mark.parametrize(
        ("mean", "state"), [(40.0, "under"), (40.1, "over"), (None, "unknown")]
    )
    def test_mean_of_the_year(self, mean: float | None, state: str) -> None:
        """40 is not above 40."""
        bucket = None if mean is None else Bucket(0, 1, mean, 0, 90, 8760, 1.0)
        assert year_verdict(self.YEARLY, 2025, bucket).state == state
