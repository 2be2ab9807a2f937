"""Files that the rules were not tuned on: written once the rules were settled.

When a rule is changed because of one of them, it moves to another module, and a new one
takes its place here.
"""

from __future__ import annotations

from bench.corpus.case import (
    COMMUNE,
    RENNES,
    Case,
    days,
    dice,
    french,
    months,
    period,
    table,
    workbook,
    year,
)
from bench.corpus.services import ANNUAL, MONTHLY


def held_back_cases() -> list[Case]:
    """Return the cases that were held back."""
    return [*_lists(), *_series(), *_sheets()]


def _lists() -> list[Case]:
    parks = [(f"Crèche {n}", 20 + n, RENNES, "oui") for n in range(25)]
    shelters = [(f"Arrêt {n}", "Ligne C1", 48.1, -1.6) for n in range(80)]
    doctors = [(n, "Bouche", "100 mm", "2019-05-02") for n in range(60)]
    debts = [(f"Lot {n}", "Attribué", f"{n * 1000},50") for n in range(50)]
    cameras = [(n, f"Rue {n}", "2021-01-04") for n in range(44)]
    return [
        table("creches_municipales.csv", ("nom", "berceaux", "insee", "pmr"), parks, {
            "title": "Crèches municipales", "territory_theme": ["petite-enfance"],
            **COMMUNE}),
        table("arrets-de-bus.csv", ("nom", "ligne", "lat", "lon"), shelters, {
            "title": ("Arrêts de bus", "Arrets de bus"),
            "territory_theme": ["transports-collectifs"]}, delimiter=","),
        table("hydrants_2022.csv", ("id", "type", "diametre", "date_controle"),
              doctors, {"title": ("Hydrants 2022", None),
                        "territory_theme": (["risques"], None),
                        "temporal_coverage": (year(2022), None)}),
        table("appels_offres_2023.csv", ("lot", "etat", "montant"), debts, {
            "title": ("Appels offres 2023", "Appels d’offres 2023"),
            "territory_theme": ["commande-publique"],
            "temporal_coverage": (year(2023), None)}, encoding="cp1252"),
        table("videoprotection.csv", ("id", "adresse", "date_installation"), cameras, {
            "title": "Vidéoprotection", "territory_theme": ["police-municipale"]}),
        table("gymnases_et_stades.csv", ("nom", "depcom", "surface"),
              [(f"Gymnase {n}", RENNES, n) for n in range(20)], {
            "title": "Gymnases et stades", "territory_theme": ["sport"], **COMMUNE}),
        table("Bornes_recharge.csv", ("station", "puissance", "prise"),
              [(f"Borne {n}", 22, "T2") for n in range(30)], {
            "title": "Bornes recharge", "territory_theme": ["mobilite-partagee"]}),
        table("conseillers.csv", ("civilite", "prenom", "nom", "delegation"),
              [("Mme", "Alice", f"A{n}", "Sport") for n in range(30)], {
            "title": (None, "Conseillers"),
            "territory_theme": (None, ["conseil-municipal"])}),
        table("lignes_budget_2024.csv", ("chapitre", "article", "montant"),
              [("011", "60612", n * 10) for n in range(90)], {
            "title": "Lignes budget 2024", "territory_theme": ["finances-budget"],
            "temporal_coverage": (year(2024), None)}),
        table("loyers.csv", ("code_departement", "commune", "loyer_m2"),
              [("35", f"Commune {n}", 9.5) for n in range(60)], {
            "title": (None, "Loyers"), "territory_theme": (None, ["logement"]),
            "territory_level": "departement", "territory_code": ["35"]}),
        table("jurys_assises.csv", ("numero", "canton"), [(1, "A"), (2, "B")] * 9, {
            "title": (None, "Jurys assises")}),
    ]  # fmt: skip


def _series() -> list[Case]:
    random = dice("held back")
    pools = [(month, random.randint(1000, 9000)) for month in months(2022, 30)]
    quality = [(day, "Plage Nord", random.randint(1, 90)) for day in
               days("2025-06-02", 14, 7)]  # fmt: skip
    grid = [(each, site, random.randint(10, 90)) for each in range(2017, 2026)
            for site in ("A", "B")]  # fmt: skip
    rain = [(f"{day} 00:00", random.randint(0, 30)) for day in days("2024-02-01", 60)]
    lamp = [(french(day), f"Signalement {n}", "Voirie", "Clos") for n, day in
            enumerate(days("2025-03-03", 90))]  # fmt: skip
    return [
        table("entrees_piscines.csv", ("mois", "entrees"), pools, {
            "title": "Entrées piscines", "territory_theme": ["sport"],
            "temporal_coverage": period("2022-01-01", "2024-06-30"),
            "frequency": MONTHLY}),
        table("baignade-2025.csv", ("date_prelevement", "site", "escherichia"),
              quality, {
            "title": "Baignade 2025", "territory_theme": ["rivieres"],
            "temporal_coverage": period("2025-06-02", "2025-09-01")}),
        table("tonnages_recyclage.csv", ("annee", "site", "tonnes"), grid, {
            "title": "Tonnages recyclage", "territory_theme": ["dechets-tri"],
            "temporal_coverage": year(2017, 2025), "frequency": ANNUAL}),
        table("chloration.csv", ("date_releve", "valeur"), rain, {
            "title": (None, "Chloration"),
            "temporal_coverage": period("2024-02-01", "2024-03-31")}),
        table("signalements_proprete.csv", ("date", "objet", "service", "etat"), lamp, {
            "title": ("Signalements propreté",), "territory_theme": ["proprete"],
            "temporal_coverage": period("2025-03-03", "2025-05-31")}),
    ]  # fmt: skip


def _sheets() -> list[Case]:
    calls = [(month, 300) for month in months(2025, 12)]
    return [
        workbook("stat.xlsx", ("mois", "appels"), calls, {
            "title": "Appels reçus par la mairie", "temporal_coverage": year(2025),
            "frequency": MONTHLY}, above=("Appels reçus par la mairie",)),
        workbook("Plan vélo – comptages.xlsx", ("site", "2022", "2023", "2024"),
                 [("A", 1, 2, 3), ("B", 3, 4, 5), ("C", 2, 3, 9)], {
            "title": ("Plan vélo – comptages", "Plan vélo comptages"),
            "territory_theme": (["velo"], ["circulation"]),
            "temporal_coverage": year(2022, 2024)}),
        workbook("Copie de tableau (2).xlsx", ("x", "y", "z"), [(1, 2, 3)] * 4, {}),
    ]  # fmt: skip
