"""Observations are read, ordered and put together; figures worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from ckanext.territory.domain.environment import (
    load_properties,
    load_thresholds,
    merge,
    observation_figures,
    sensor_figures,
    stations_of,
)
from ckanext.territory.domain.environment.buckets import put_together
from ckanext.territory.domain.environment.clock import Clock
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table import Layout, TableReader

HEADER = (
    "station_code",
    "property",
    "period_start",
    "period_end",
    "value",
    "unit",
    "status",
)
PROPERTIES = load_properties()
THRESHOLDS = load_thresholds()
HOURS = [f"{hour:02d}" for hour in range(24)]


def table(rows: list[tuple[str, ...]], header: tuple[str, ...] = HEADER) -> TableReader:
    """Return a table of these rows; the header is line 1."""
    numbered = [(at, list(row)) for at, row in enumerate(rows, 2)]
    return TableReader(
        layout=Layout(kind="csv", container="CSV", header_row=1),
        header=header,
        source=lambda: iter(numbered),
    )


def figures(*rows: tuple[str, ...]) -> dict[str, Any]:
    """Return the figures of these rows."""
    return observation_figures(table(list(rows)), PROPERTIES, THRESHOLDS)


def hour(day: str, at: str, value: object, code: str = "no2") -> tuple[str, ...]:
    """Return a reading of an hour at station A."""
    start = f"{day}T{at}:00+01:00"
    end = f"{day}T{at}:59:60" if at == "23" else f"{day}T{int(at) + 1:02d}:00+01:00"
    if at == "23":
        end = ""
    return ("A", code, start, end, str(value), "ug/m3", "A")


def day(
    text: str, value: object, code: str = "pm10", station: str = "A"
) -> tuple[str, ...]:
    """Return a reading of a day."""
    return (station, code, text, text, str(value), "µg/m³", "A")


def point(series: dict[str, Any], at: int = 0) -> dict[str, Any]:
    """Return a point of a series by name of its parts."""
    names = ("start", "end", "value", "low", "high", "count", "coverage")
    return dict(zip(names, series["points"][at], strict=True))


class TestClock:
    """``Clock.read``."""

    @pytest.mark.parametrize(
        ("text", "instant", "clock", "until"),
        [
            ("1970", 0, 0, 365 * 86_400),
            ("1970-02", 31 * 86_400, 31 * 86_400, 59 * 86_400),
            ("1970-01-02", 86_400, 86_400, 2 * 86_400),
            ("1970-01-01T08:30", 30_600, 30_600, None),
            ("1970-01-01T08:30:00Z", 30_600, 30_600, None),
            ("1970-01-01T08:30+01:00", 27_000, 30_600, None),
            ("1970-01-01T08:30:15.5-02:00", 37_800, 30_600, None),
        ],
    )
    def test_moments(
        self, text: str, instant: int, clock: int, until: int | None
    ) -> None:
        """The instant counts the offset, the clock is as written."""
        assert Clock().read(text) == (instant, clock, until)

    @pytest.mark.parametrize(
        "text",
        ["", "hier", "1970-13", "1970-02-30", "1970-01-01T24:00", "1970-01-01X08:00",
         "1970-01-01T08:30+1", "1970-01-01T08-30"],
    )  # fmt: skip
    def test_no_moment(self, text: str) -> None:
        """What is no date is None, every time it comes."""
        clock = Clock()
        assert clock.read(text) is None
        assert clock.read(text) is None


class TestReading:
    """``observation_figures``: rows in and out."""

    def test_unit_is_converted(self) -> None:
        """2 MWh are 2,000 kWh."""
        found = figures(("B", "gaz", "2025-01", "2025-01", "2", "MWh", "A"))
        (series,) = found["series"]
        assert (series["property"], series["unit"], series["value"]) == (
            "gas_use",
            "kWh",
            2000,
        )

    def test_french_number(self) -> None:
        """A decimal comma and a space between thousands."""
        found = figures(("B", "water_use", "2025", "2025", "1 234,5", "m3", ""))
        assert found["series"][0]["value"] == 1234.5

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            (("A", "no2", "2025-01-01", "", "3", "ppb", "A"), "unit"),
            (("A", "no2", "2025-01-01", "", "nan", "ug/m3", "A"), "number"),
            (("A", "no2", "2025-01-01", "", "1e300", "ug/m3", "A"), "number"),
            (("A", "no2", "le 1er", "", "3", "ug/m3", "A"), "period"),
            (
                ("A", "no2", "2025-01-02", "2025-01-01", "3", "ug/m3", "A"),
                "period_order",
            ),
            (("", "no2", "2025-01-01", "", "3", "ug/m3", "A"), "station"),
        ],
    )
    def test_bad_row_is_left_out(self, row: tuple[str, ...], reason: str) -> None:
        """With its reason and its line."""
        found = figures(day("2025-01-01", 10), row)
        assert found["refused"] == [{"reason": reason, "count": 1, "lines": [3]}]
        assert len(found["series"]) == 1

    def test_unknown_property_keeps_the_unit_of_its_first_row(self) -> None:
        """Another unit later is left out: nothing says how to convert it."""
        found = figures(
            ("A", "radon", "2025-01-01", "", "80", "Bq/m3", "A"),
            ("A", "radon", "2025-01-02", "", "2", "pCi/L", "A"),
        )
        assert found["series"][0]["count"] == 1
        assert found["refused"][0]["reason"] == "unit"

    def test_missing_forecast_and_provisional(self) -> None:
        """Missing and forecast values are not readings; provisional ones are."""
        found = figures(
            ("A", "pm10", "2025-01-01", "", "", "ug/m3", "M"),
            ("A", "pm10", "2025-01-02", "", "9", "ug/m3", "F"),
            ("A", "pm10", "2025-01-03", "", "12", "ug/m3", "P"),
        )
        assert (found["missing"], found["forecast"]) == (1, 1)
        assert found["statuses"] == {"P": 1}
        assert found["series"][0]["count"] == 1

    def test_last_of_two_readings_counts(self) -> None:
        """The same station, property and period twice."""
        found = figures(
            day("2025-01-02", 9), day("2025-01-01", 7), day("2025-01-02", 8)
        )
        assert found["duplicates"] == 1
        assert [each[2] for each in found["series"][0]["points"]] == [7, 8]

    def test_hour_of_summer_time_comes_twice(self) -> None:
        """Two o'clock with two offsets is two readings, of one hour on the clock."""
        found = figures(
            (
                "A",
                "no2",
                "2025-10-26T02:00+02:00",
                "2025-10-26T03:00+02:00",
                "10",
                "",
                "A",
            ),
            (
                "A",
                "no2",
                "2025-10-26T02:00+01:00",
                "2025-10-26T03:00+01:00",
                "20",
                "",
                "A",
            ),
        )
        assert (found["duplicates"], found["series"][0]["count"]) == (0, 2)
        assert point(found["series"][0])["value"] == 15

    def test_missing_column_is_named(self) -> None:
        """Without a station there is no series."""
        with pytest.raises(TerritoryError) as caught:
            observation_figures(
                table([("no2",)], header=("property",)), PROPERTIES, THRESHOLDS
            )
        assert caught.value.context == {"found": "station_code, period_start, value"}


class TestPutTogether:
    """``put_together``."""

    def test_decibels_are_energies(self) -> None:
        """60 and 70 dB make 67.4 dB: 10 lg((10⁶ + 10⁷) / 2)."""
        assert put_together([60, 70], "energy") == pytest.approx(67.4036, abs=1e-4)

    def test_counts_add_up(self) -> None:
        """Bicycles of two hours."""
        assert put_together([12, 30], "sum") == 42


class TestSeries:
    """``observation_figures``: periods and thresholds."""

    def test_day_of_hours(self) -> None:
        """0, 1, … 23: mean 11.5, all of the day covered; over two weeks, by the day."""
        rows = [hour("2025-03-01", at, int(at)) for at in HOURS]
        found = figures(*rows, hour("2025-03-20", "00", 5))
        series = found["series"][0]
        assert (series["step"], series["level"]) == (3600, "day")
        assert point(series) == {
            "start": 1740787200,
            "end": 1740873600,
            "value": 11.5,
            "low": 0,
            "high": 23,
            "count": 24,
            "coverage": 1,
        }
        assert point(series, 1)["coverage"] == pytest.approx(1 / 24, abs=1e-3)

    def test_hours_stay_hours_over_a_few_days(self) -> None:
        """A short file shows each hour."""
        found = figures(*(hour("2025-03-01", at, 5) for at in HOURS))
        assert found["series"][0]["level"] == "hour"
        assert len(found["series"][0]["points"]) == 24

    def test_quarter_hours_make_hours(self) -> None:
        """Four counts of an hour add up."""
        rows = [
            ("A", "bike_count", f"2025-03-01T08:{minute}", "", "10", "", "")
            for minute in ("00", "15", "30", "45")
        ]
        (series,) = figures(*rows)["series"]
        assert (series["step"], series["level"]) == (900, "hour")
        assert point(series)["value"] == 40

    def test_threshold_by_the_day(self) -> None:
        """50 µg/m³ of PM10 is not above 50; 51 is."""
        found = figures(
            day("2025-01-01", 50), day("2025-01-02", 51), day("2025-01-03", 20)
        )
        counted = found["series"][0]["thresholds"]["pm10-day-limit"]
        assert counted["years"] == {"2025": [1, 3]}
        assert counted["last"] == [1735862400, 20]

    def test_day_with_too_few_hours_is_not_compared(self) -> None:
        """18 hours of 24 are enough, 17 are not."""
        enough = [hour("2025-03-01", at, 60, "pm10") for at in HOURS[:18]]
        few = [hour("2025-03-02", at, 60, "pm10") for at in HOURS[:17]]
        found = figures(*enough, *few)
        counted = found["series"][0]["thresholds"]["pm10-day-limit"]
        assert counted["years"] == {"2025": [1, 1]}

    def test_highest_mean_of_eight_hours(self) -> None:
        """Eight hours at 130 among 24 at 20: one mean is 130, above 120."""
        values = [130 if 10 <= int(at) < 18 else 20 for at in HOURS]
        found = figures(
            *(
                hour("2025-07-01", at, value, "o3")
                for at, value in zip(HOURS, values, strict=True)
            )
        )
        counted = found["series"][0]["thresholds"]["o3-8h-target"]
        assert counted["years"] == {"2025": [1, 1]}
        assert counted["last"][1] == 130

    def test_step_too_long_for_a_threshold(self) -> None:
        """Daily means say nothing of an hour."""
        found = figures(*(day(f"2025-01-{d:02d}", 30, "no2") for d in range(1, 9)))
        thresholds = found["series"][0]["thresholds"]
        assert thresholds["no2-hour-limit"] is None
        assert thresholds["no2-day-who"]["years"] == {"2025": [8, 8]}

    def test_year_has_its_mean_and_coverage(self) -> None:
        """Three days of 365."""
        found = figures(
            day("2025-01-01", 10), day("2025-01-02", 20), day("2025-01-03", 30)
        )
        year = found["series"][0]["years"]["2025"]
        assert (year[2], year[5]) == (20, 3)
        assert year[6] == pytest.approx(3 / 365, abs=1e-3)

    def test_months_of_energy(self) -> None:
        """Months are of unequal length and still of one step."""
        rows = [
            ("B", "electricity_use", f"2025-{m:02d}", f"2025-{m:02d}", "100", "kWh", "")
            for m in range(1, 13)
        ]
        (series,) = figures(*rows)["series"]
        assert series["level"] == "month"
        assert all(each[6] == 1 for each in series["points"])
        assert series["years"]["2025"][2] == 1200


class TestMerge:
    """``merge``."""

    def test_years_in_files_of_their_own(self) -> None:
        """Days follow one another, counts of thresholds add up by year."""
        first = figures(day("2024-12-30", 60), day("2024-12-31", 10))
        second = figures(day("2025-01-01", 55), day("2025-01-02", 70))
        merged = merge([first, second], PROPERTIES)
        (series,) = merged.series
        assert [each.value for each in series.points] == [60, 10, 55, 70]
        assert series.counts["pm10-day-limit"] == {2024: (1, 2), 2025: (2, 2)}
        assert (series.value, merged.overlaps, merged.rows) == (70, 0, 4)

    def test_half_years_make_a_year(self) -> None:
        """The mean of a year counts each reading once: (10 + 20 + 60) / 3."""
        first = figures(day("2025-01-01", 10), day("2025-01-02", 20))
        second = figures(day("2025-07-01", 60))
        (series,) = merge([first, second], PROPERTIES).series
        assert series.years[2025].value == pytest.approx(30)
        assert series.counts["pm10-day-limit"] == {2025: (1, 3)}

    def test_later_file_counts_where_both_have_a_day(self) -> None:
        """A corrected file replaces, and it is said."""
        first = figures(day("2025-01-01", 60), day("2025-01-02", 60))
        second = figures(day("2025-01-02", 20), day("2025-01-03", 20))
        merged = merge([first, second], PROPERTIES)
        (series,) = merged.series
        assert [each.value for each in series.points] == [60, 20, 20]
        assert merged.overlaps == 1
        assert series.counts["pm10-day-limit"] == {2025: (0, 2)}

    def test_hours_and_days_meet_by_the_day(self) -> None:
        """The coarser level wins; the hours of a day make its mean."""
        first = figures(*(hour("2025-03-01", at, int(at)) for at in HOURS))
        second = figures(day("2025-03-02", 40, "no2"), day("2025-03-03", 41, "no2"))
        (series,) = merge([first, second], PROPERTIES).series
        assert series.level == "day"
        assert [each.value for each in series.points] == [11.5, 40, 41]
        assert series.points[0].coverage == 1

    def test_decibels_of_two_files(self) -> None:
        """Half a year at 60 dB, half at 70: the energy is averaged."""
        first = figures(("A", "laeq", "2025-01-01", "", "60", "dB", ""))
        second = figures(("A", "laeq", "2025-07-01", "", "70", "dB", ""))
        (series,) = merge([first, second], PROPERTIES).series
        expected = 10 * math.log10((1e6 + 1e7) / 2)
        assert series.years[2025].value == pytest.approx(expected, abs=1e-3)


class TestSensors:
    """``sensor_figures``."""

    HEADER = ("station_code", "label", "lat", "lon")

    def test_stations_by_code(self) -> None:
        """The later file counts; a position may be missing."""
        rows = [
            ("A", "Marché", "48.01", "-1,98"),
            ("B", "", "95", "0"),
            ("", "x", "", ""),
        ]
        found = sensor_figures(table(rows, header=self.HEADER))
        assert [each["reason"] for each in found["refused"]] == ["position", "station"]
        stations = stations_of([found])
        assert (stations["A"].latitude, stations["A"].longitude) == (48.01, -1.98)
        assert (stations["B"].label, stations["B"].latitude) == ("B", None)
