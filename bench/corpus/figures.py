"""Measures in columns, documents, and files that say nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

from bench.corpus.case import Case, days, dice, months, period, table, year

_EU = "http://publications.europa.eu/resource/authority/frequency"


def figure_cases() -> list[Case]:
    """Return the cases of measures, and of files that are not read."""
    return [*_measures(), *_documents()]


def _measures() -> list[Case]:
    random = dice("measures")
    air = [
        (f"{day}T{hour:02d}:00:00", "Centre", random.randint(5, 60),
         random.randint(5, 40), random.randint(3, 20))
        for day in days("2025-01-01", 31)
        for hour in range(24)
    ]  # fmt: skip
    noise = [
        (f"{day} {hour:02d}:{quarter:02d}", "Rue haute", random.randint(45, 75))
        for day in days("2026-02-01", 10)
        for hour in range(24)
        for quarter in (0, 15, 30, 45)
    ]
    water = [
        (day, "Station Nord", random.randint(1, 9) / 10, 7.2)
        for day in days("2024-01-03", 52, 7)
    ]
    weather = [
        (day, random.randint(-2, 30), random.randint(0, 20), random.randint(0, 60))
        for day in days("2025-01-01", 365)
    ]
    stays = [(month, random.randint(200, 900)) for month in months(2021, 60)]
    return [
        table("mesures_qualite_air.csv", ("date_heure", "station", "NO2", "PM10",
                                          "PM2.5"), air, {
            "type": "environment", "title": "Mesures qualité air",
            "territory_theme": ["air"],
            "temporal_coverage": period("2025-01-01", "2025-01-31"),
            "environment_domain": ["air"],
            "observed_property": ["no2", "pm10", "pm25"], "unit_measure": ["µg/m³"],
            "temporal_resolution": "PT1H", "station_code": (None, ["Centre"])}),
        table("sonometres.csv", ("horodatage", "site", "LAeq"), noise, {
            "type": "environment", "title": ("Sonometres", "Sonomètres"),
            "territory_theme": ["bruit"],
            "temporal_coverage": period("2026-02-01", "2026-02-10"),
            "environment_domain": ["bruit"], "observed_property": ["laeq"],
            "unit_measure": ["dB(A)"], "temporal_resolution": "PT15M"}),
        table("qualite_eau_potable_2024.csv", ("date_prelevement", "point", "chlore",
                                               "ph"), water, {
            "title": "Qualité eau potable 2024", "territory_theme": ["eau-potable"],
            "type": (None, "environment"),
            "temporal_coverage": period("2024-01-03", "2024-12-25")}),
        table("meteo-2025.csv", ("jour", "temperature", "pluie", "vent"), weather, {
            "title": ("Meteo 2025", "Météo 2025"), "territory_theme": ["climat"],
            "type": (None, "environment"), "environment_domain": (None, ["climat"]),
            "observed_property": (None, ["air_temperature", "rainfall", "wind_speed"]),
            "temporal_coverage": year(2025), "temporal_resolution": (None, "P1D")}),
        table("taxe_de_sejour.csv", ("mois", "montant"), stays, {
            "title": "Taxe de séjour", "territory_theme": ["tourisme"],
            "temporal_coverage": year(2021, 2025), "frequency": f"{_EU}/MONTHLY"}),
    ]  # fmt: skip


def _documents() -> list[Case]:
    def pdf(path: Path) -> None:
        path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")

    def documents(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("lisez-moi.txt", "Procès-verbaux")
            archive.writestr("pv.pdf", b"%PDF-1.7")

    def feed(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in ("agency", "stops", "routes", "trips", "stop_times"):
                archive.writestr(f"{name}.txt", "id,name\n1,Gare\n")

    return [
        Case(name="rapport_activite_2024.pdf", write=pdf, expected={
            "title": ("Rapport activite 2024", "Rapport activité 2024", None),
            "temporal_coverage": (year(2024), None)}),
        Case(name="proces-verbaux-conseil-municipal.zip", write=documents, expected={
            "title": ("Proces verbaux conseil municipal",
                      "Procès verbaux conseil municipal"),
            "territory_theme": ["conseil-municipal"]}),
        Case(name="gtfs.zip", write=feed, expected={
            "title": ("GTFS", None),
            "territory_theme": (["transports-collectifs"], None)}),
    ]  # fmt: skip
