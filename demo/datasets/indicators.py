"""Values of performance indicators of the imaginary town, in the portal's own table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from demo.datasets.quarters import places
from demo.datasets.shapes import Rows, chance, months

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """An indicator by year: its values from a year on, what it aims at.

    ``spread`` is how far quarters are from the town; 0 when only the town is measured.
    """

    code: str
    name: str
    unit: str
    first_year: int
    values: tuple[float, ...]
    target: tuple[int, float] | None = None
    forecast: float | None = None
    spread: float = 0.0


SORTING = Yearly(
    code="DEC-01",
    name="Part des déchets triés",
    unit="%",
    first_year=2019,
    values=(44.2, 45.0, 48.3, 51.9, 55.8, 60.1, 62.6),
    target=(2026, 65),
    spread=7.5,
)
GREEN = Yearly(
    code="ESP-02",
    name="Habitants à moins de 300 m d’un espace vert",
    unit="%",
    first_year=2020,
    values=(76.5, 77.4, 79.8, 82.3, 84.9, 86.1),
    target=(2025, 85),
    spread=11.0,
)
IDENTITY = Yearly(
    code="ETA-03",
    name="Délai pour obtenir une carte d’identité",
    unit="jours",
    first_year=2021,
    values=(52, 61, 58, 47, 41),
    target=(2026, 20),
)
HEATING = Yearly(
    code="ENE-04",
    name="Énergie consommée par m² de bâtiment communal",
    unit="kWh/m²",
    first_year=2019,
    values=(182, 171, 179, 168, 160, 154, 150),
    target=(2030, 109),
    forecast=146,
)


def yearly(indicator: Yearly) -> Callable[[], Rows]:
    """Return the maker of a table of values by year."""
    return lambda: list(_yearly(indicator))


def visits() -> Rows:
    """Return visits of the media library by month: no target is set."""
    source = chance("mediatheque")
    season = (1.05, 1.0, 1.1, 0.95, 0.9, 0.85, 0.6, 0.45, 1.05, 1.15, 1.2, 0.95)
    rows: list[Row] = []
    for year, month in months(2023, 2025):
        base = 9_400 * (1 + 0.06 * (year - 2023)) * season[month - 1]
        rows.append(
            _row(
                ("CUL-05", "Entrées à la médiathèque", "entrées"),
                ("commune", "35987"),
                f"{year}-{month:02d}",
                round(base * source.uniform(0.94, 1.06)),
            )
        )
    return rows


def _yearly(indicator: Yearly) -> Iterator[Row]:
    source = chance(indicator.code)
    names = indicator.code, indicator.name, indicator.unit
    for level, code, gap in places() if indicator.spread else [*places()][:1]:
        for rank, value in enumerate(indicator.values):
            moved = value + gap * indicator.spread
            if gap:
                moved += source.uniform(-0.6, 0.6)
            year = str(indicator.first_year + rank)
            if indicator.unit == "%":
                moved = min(moved, 99.5)
            yield _row(names, (level, code), year, round(moved, 1))
    place = "commune", "35987"
    if indicator.forecast is not None:
        last = indicator.first_year + len(indicator.values)
        yield _row(names, place, str(last), indicator.forecast, "forecast")
    if indicator.target:
        year, value = indicator.target
        yield _row(names, place, str(year), value, "target")


def _row(
    names: tuple[str, str, str],
    place: tuple[str, str],
    period: str,
    value: float,
    kind: str = "actual",
) -> Row:
    code, name, unit = names
    level, territory = place
    return {
        "indicator_code": code,
        "indicator_name": name,
        "territory_level": level,
        "territory_code": territory,
        "period_start": period,
        "period_end": period,
        "value": value,
        "unit": unit,
        "value_kind": kind,
        "status": "F" if kind in {"forecast", "target"} else "A",
        "source": "",
        "comment": "",
    }


FILES: Mapping[str, Callable[[], Rows]] = {
    "tri-valeurs.csv": yearly(SORTING),
    "espaces-verts-valeurs.csv": yearly(GREEN),
    "cartes-identite-valeurs.csv": yearly(IDENTITY),
    "energie-batiments-valeurs.csv": yearly(HEATING),
    "mediatheque-valeurs.csv": visits,
}
