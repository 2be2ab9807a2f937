"""Observations of the environment of the imaginary town, in the portal's own tables.

Seasons, rush hours and weekends follow what such measures look like; the figures and
the stations are invented.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from demo.city import CITY, DISTRICTS
from demo.datasets.services import COUNTERS, CYCLE_TRACK_OPENS, WEEKEND
from demo.datasets.shapes import Rows, chance, days, months

Row = Mapping[str, object]

# Code, name, east, north, traffic nearby (0-1).
AIR = (
    ("RSO-AIR-1", "Boulevard de la Garenne", 0.011, 0.006, 1.0),
    ("RSO-AIR-2", "Place du Marché-au-Lin", 0.001, 0.001, 0.55),
    ("RSO-AIR-3", "Parc des Saules", -0.013, -0.003, 0.2),
)
# Code, name, east, north, usual level by day and night.
NOISE = (
    ("RSO-BRU-1", "Avenue des Trois-Ponts", 0.008, -0.002, 69.5, 61.0),
    ("RSO-BRU-2", "Quai des Bateliers", 0.002, 0.002, 64.0, 56.5),
    ("RSO-BRU-3", "Rue des Lavandières", -0.004, 0.006, 57.5, 48.0),
    ("RSO-BRU-4", "École de la Belle-Étoile", -0.010, 0.015, 54.0, 44.5),
)
# Code, name, quarter, kWh of electricity and of gas or network heat in a usual month.
BUILDINGS = (
    ("RSO-BAT-1", "Hôtel de ville", 0, 14_200, 18_500, "gas_use"),
    ("RSO-BAT-2", "Piscine des Tanneries", 1, 38_000, 92_000, "heat_use"),
    ("RSO-BAT-3", "Gymnase de la Haute-Rive", 2, 6_100, 15_400, "gas_use"),
    ("RSO-BAT-4", "École de la Garenne", 3, 4_300, 13_800, "gas_use"),
    ("RSO-BAT-5", "Médiathèque", 4, 9_700, 11_200, "heat_use"),
    ("RSO-BAT-6", "Centre technique municipal", 5, 7_900, 12_600, "gas_use"),
)
WINTER_PEAK = 15
"""Day of the year when heating works most."""
RUSH = {7: 1.5, 8: 1.9, 9: 1.4, 17: 1.5, 18: 1.8, 19: 1.5}
NIGHT = range(6)
YEAR = 2025


def nitrogen_dioxide() -> Rows:
    """Return hourly NO2 of a year at three stations."""
    source = chance("no2")
    rows: list[Row] = []
    for code, _name, _east, _north, traffic in AIR:
        weather = 1.0
        for hour in _hours(YEAR):
            if hour.hour == 0:
                weather = 0.6 * weather + 0.4 * source.triangular(0.5, 1.9, 0.9)
            rush = 0.5 if hour.hour in NIGHT else RUSH.get(hour.hour, 1.0)
            quiet = 0.65 if hour.weekday() in WEEKEND else 1.0
            base = 6 + 21 * traffic * rush * quiet
            value = base * (1 + 0.35 * _winter(hour.date())) * weather
            rows.append(
                _row(
                    (code, "no2", "ug/m3"),
                    hour.strftime("%Y-%m-%dT%H:00+01:00"),
                    _kept(max(1.0, value + source.gauss(0, 2.5)), code, hour.date()),
                    _provisional(hour.date()),
                )
            )
    return rows


def particles_and_ozone() -> Rows:
    """Return daily PM10 and PM2.5 of three stations, and hourly ozone of the park."""
    source = chance("particules")
    rows: list[Row] = []
    weather = 1.0
    for day in days(date(YEAR, 1, 1), date(YEAR, 12, 31)):
        weather = 0.7 * weather + 0.3 * source.triangular(0.4, 2.4, 0.9)
        for code, _name, _east, _north, traffic in AIR:
            coarse = (13 + 7 * traffic) * weather * (1 + 0.3 * _winter(day))
            coarse *= source.uniform(0.9, 1.1)
            for what, value in (("pm10", coarse), ("pm25", coarse * 0.55)):
                rows.append(
                    _row(
                        (code, what, "ug/m3"),
                        day.isoformat(),
                        round(value, 1),
                        _provisional(day),
                    )
                )
    rows.extend(_ozone())
    return rows


def _ozone() -> Iterator[Row]:
    source = chance("o3")
    heat = 0.0
    for hour in _hours(YEAR):
        if hour.hour == 0:
            heat = 0.7 * heat + 0.3 * source.uniform(-1, 1)
        sun = max(0.0, math.sin((hour.hour - 7) / 14 * math.pi))
        summer = -_winter(hour.date())
        value = 42 + 16 * summer + sun * (22 + 26 * summer) * (1 + heat)
        yield _row(
            (AIR[2][0], "o3", "ug/m3"),
            hour.strftime("%Y-%m-%dT%H:00+01:00"),
            round(max(2.0, value + source.gauss(0, 3)), 1),
            _provisional(hour.date()),
        )


def noise() -> Rows:
    """Return the noise of each day and night of a year at four places."""
    source = chance("bruit")
    rows: list[Row] = []
    for day in days(date(YEAR, 1, 1), date(YEAR, 12, 31)):
        quiet = -2.4 if day.weekday() in WEEKEND else 0.0
        summer = 1.2 if day.month in {6, 7, 8} else 0.0
        for code, _name, _east, _north, lden, night in NOISE:
            for what, level in (("lden", lden), ("ln", night)):
                value = level + quiet + summer + source.gauss(0, 0.8)
                rows.append(
                    _row((code, what, "dB(A)"), day.isoformat(), round(value, 1), "A")
                )
    return rows


def bicycles(year: int) -> Callable[[], Rows]:
    """Return the maker of bicycles counted by day in a year."""
    return lambda: list(_bicycles(year))


def _bicycles(year: int) -> Iterator[Row]:
    source = chance(f"velos-{year}")
    by_month = (0.62, 0.66, 0.82, 0.98, 1.15, 1.24, 1.12, 0.94, 1.22, 1.08, 0.8, 0.64)
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        weather = source.triangular(0.45, 1.2, 1.05)
        weekday = 0.62 if day.weekday() in WEEKEND else 1.0
        for rank, (counter, base) in enumerate(COUNTERS, 1):
            opened = "rive droite" in counter and day >= CYCLE_TRACK_OPENS
            passed = base * by_month[day.month - 1] * weekday * weather
            passed *= (1.75 if opened else 1.0) * source.uniform(0.93, 1.07)
            names = f"RSO-VEL-{rank}", "bike_count", "vélos"
            yield _row(names, day.isoformat(), round(passed), "A")


def energy() -> Rows:
    """Return the energy of buildings by month, with what the roofs produce."""
    source = chance("energie")
    rows: list[Row] = []
    for year, month in months(2022, 2025):
        cold = 0.5 + 0.5 * math.cos((month - 1) / 12 * 2 * math.pi)
        saved = 0.955 ** (year - 2022)
        period = f"{year}-{month:02d}"
        for code, _name, _quarter, power, heat, what in BUILDINGS:
            used = power * (0.85 + 0.3 * cold) * saved * source.uniform(0.95, 1.05)
            rows.append(
                _row((code, "electricity_use", "kWh"), period, round(used), "A")
            )
            warm = heat * (0.08 + 1.9 * cold) * saved * source.uniform(0.94, 1.06)
            rows.append(_row((code, what, "kWh"), period, round(warm), "A"))
        sun = 4_800 * (0.35 + 1.3 * (1 - cold)) * source.uniform(0.9, 1.1)
        roof = (BUILDINGS[3][0], "pv_production", "kWh")
        rows.append(_row(roof, period, round(sun), "A"))
    return rows


def _hours(year: int) -> Iterator[datetime]:
    start = datetime(year, 1, 1)  # noqa: DTZ001 - winter time all year, as written
    for number in range(8760):
        yield start + timedelta(hours=number)


def _winter(day: date) -> float:
    """Return 1 in the middle of winter, -1 in the middle of summer."""
    rank = day.timetuple().tm_yday
    return math.cos((rank - WINTER_PEAK) / 365 * 2 * math.pi)


def _kept(value: float, code: str, day: date) -> float | str:
    """Return the value, nothing while the station of the square was under repair."""
    if code == AIR[1][0] and date(YEAR, 8, 4) <= day <= date(YEAR, 8, 17):
        return ""
    return round(value, 1)


def _provisional(day: date) -> str:
    return "P" if day >= date(YEAR, 11, 1) else "A"


def _row(
    names: tuple[str, str, str], period: str, value: float | str, status: str
) -> Row:
    code, what, unit = names
    return {
        "station_code": code,
        "property": what,
        "period_start": period,
        "period_end": "" if "T" in period else period,
        "value": value,
        "unit": unit,
        "status": "M" if value == "" else status,
        "flag": "",
    }


def _station(code: str, name: str, east: float, north: float, model: str) -> Row:
    return {
        "station_code": code,
        "label": name,
        "lat": round(CITY.latitude + north, 5),
        "lon": round(CITY.longitude + east, 5),
        "insee_code": CITY.insee_code,
        "installed_on": "2021-03-15",
        "model": model,
        "network": "Réseau communal",
    }


def air_stations() -> Rows:
    """Return the stations of air quality."""
    return [
        _station(code, name, east, north, "Micro-capteur A2")
        for code, name, east, north, _traffic in AIR
    ]


def noise_stations() -> Rows:
    """Return the sound level meters."""
    return [
        _station(code, name, east, north, "Sonomètre classe 2")
        for code, name, east, north, _day, _night in NOISE
    ]


def bicycle_counters() -> Rows:
    """Return the counters of bicycles."""
    offsets = ((0.004, -0.001), (0.001, 0.003), (0.013, -0.002), (-0.003, 0.009))
    return [
        _station(f"RSO-VEL-{rank}", name, *offsets[rank - 1], "Boucle")
        for rank, (name, _base) in enumerate(COUNTERS, 1)
    ]


def buildings() -> Rows:
    """Return the buildings whose energy is counted."""
    return [
        _station(
            code, name, DISTRICTS[quarter].east, DISTRICTS[quarter].north, "Compteur"
        )
        for code, name, quarter, _power, _heat, _what in BUILDINGS
    ]


FILES: Mapping[str, Callable[[], Rows]] = {
    "air-no2-2025.csv": nitrogen_dioxide,
    "air-particules-ozone-2025.csv": particles_and_ozone,
    "air-stations.csv": air_stations,
    "bruit-2025.csv": noise,
    "bruit-stations.csv": noise_stations,
    "velos-2024.csv": bicycles(2024),
    "velos-2025.csv": bicycles(2025),
    "velos-compteurs.csv": bicycle_counters,
    "energie-observations.csv": energy,
    "energie-sites.csv": buildings,
}
