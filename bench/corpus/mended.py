"""Files that were held back, found a rule wrong, and had it mended."""

from __future__ import annotations

from bench.corpus.case import EPCI, RENNES_METROPOLE, Case, table, workbook, year
from bench.corpus.places import communes


def mended_cases() -> list[Case]:
    """Return the cases that are not held back any more."""
    stops = [(f"Zone {n}", code, n * 3) for n, code in
             enumerate(communes("epci", RENNES_METROPOLE) * 2)]  # fmt: skip
    graves = [(f"Carré {n}", n, "concession") for n in range(40)]
    staff = [(f"Direction {n}", n, n + 2) for n in range(1, 20)]
    halls = [(f"Bâtiment {n}", n * 100, "D") for n in range(1, 30)]
    return [
        table("ZAE_metropole.csv", ("zone", "code_insee", "hectares"), stops, {
            "title": ("ZAE métropole", None),
            "territory_theme": (["entreprises"], None), **EPCI}),
        table("cimetieres.csv", ("carre", "rang", "nature"), graves, {
            "title": ("Cimetières",), "territory_theme": ["etat-civil"]}),
        workbook("RH.xlsx", ("direction", "2023", "2024"), staff, {
            "title": "Bilan social : agents par direction",
            "territory_theme": (["personnel"], None),
            "temporal_coverage": year(2023, 2024)},
            above=("Bilan social : agents par direction",)),
        workbook("DPE bâtiments municipaux.xlsx", ("nom", "surface", "classe"), halls, {
            "title": ("DPE bâtiments municipaux",),
            "territory_theme": (["batiments"], ["energie"])}),
    ]  # fmt: skip
