"""Files about the town's own life: votes, money, schools, energy, help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from demo.annexes import GRANTS
from demo.city import CITY
from demo.datasets.shapes import Rows, chance, days, months

AUGUST = 8
SCHOOL_REOPENS = 2023
SCHOOL_SAVES_ENERGY = 2024

SCHOOLS = (
    ("École maternelle du Vieux-Port", "maternelle", 118),
    ("École maternelle des Saules", "maternelle", 96),
    ("École maternelle de la Garenne", "maternelle", 134),
    ("École maternelle Haute-Rive", "maternelle", 87),
    ("Groupe scolaire des Deux-Rives, maternelle", "maternelle", 142),
    ("Groupe scolaire des Deux-Rives, élémentaire", "élémentaire", 248),
    ("École élémentaire des Tanneries", "élémentaire", 201),
    ("École élémentaire du Moulin-Vert", "élémentaire", 176),
    ("École élémentaire de la Belle-Étoile", "élémentaire", 163),
)

SUBJECTS = (
    ("7.1", "Décisions budgétaires", "Budget primitif"),
    ("7.1", "Décisions budgétaires", "Décision modificative n° 1"),
    ("7.5", "Subventions", "Subventions aux associations sportives"),
    ("7.5", "Subventions", "Subvention au théâtre du Halage"),
    ("1.1", "Marchés publics", "Rénovation du groupe scolaire des Deux-Rives"),
    ("1.1", "Marchés publics", "Travaux de la piste cyclable de la rive droite"),
    ("4.1", "Personnels titulaires", "Modification du tableau des effectifs"),
    ("8.1", "Enseignement", "Règlement de la restauration scolaire"),
    ("8.3", "Voirie", "Dénomination de l'allée des Aulnes"),
    ("2.1", "Documents d'urbanisme", "Modification du plan local d'urbanisme"),
    ("3.1", "Acquisitions", "Achat d'un terrain quai-aux-Blés"),
    ("8.8", "Environnement", "Plan de plantation de 500 arbres"),
)

COMPANIES = (
    ("Entreprise de travaux publics", "Réfection de chaussées, lot", 320_000),
    ("Entreprise de bâtiment", "Rénovation du groupe scolaire, lot", 640_000),
    ("Électricien", "Éclairage public en LED, tranche", 180_000),
    ("Grossiste alimentaire", "Denrées pour la restauration scolaire, lot", 95_000),
    ("Paysagiste", "Entretien des parcs et jardins, secteur", 88_000),
    ("Éditeur de logiciels", "Logiciel de gestion, module", 62_000),
    ("Bureau d'études", "Étude de la future médiathèque, phase", 74_000),
    ("Société de nettoyage", "Nettoyage des locaux, lot", 130_000),
)

BUILDINGS = (
    ("Hôtel de ville", 3_900, 158),
    ("Groupe scolaire des Deux-Rives", 5_200, 176),
    ("École des Tanneries", 2_400, 142),
    ("Gymnase de la Garenne", 2_100, 121),
    ("Médiathèque du Vieux-Port", 1_450, 133),
    ("Théâtre du Halage", 1_900, 148),
    ("Crèche des Saules", 780, 166),
    ("Centre technique municipal", 3_100, 97),
)

HELP = (
    ("Aide alimentaire", 210, 95),
    ("Aide au paiement de l'énergie", 84, 160),
    ("Portage de repas", 132, 210),
    ("Aide au transport", 46, 45),
    ("Secours d'urgence", 19, 120),
    ("Aide au départ en vacances", 22, 180),
)


def deliberations() -> Rows:
    """Return decisions of the town council, in the columns of the SCDL schema."""
    source = chance("deliberations")
    rows: list[dict[str, object]] = []
    for sitting in days(date(2024, 1, 25), date(2025, 12, 18), 42):
        if sitting.month == AUGUST:
            continue
        for rank, (code, matter, subject) in enumerate(source.sample(SUBJECTS, 7), 1):
            against, abstained = source.randint(0, 8), source.randint(0, 3)
            cast = source.randint(28, 33)
            rows.append(
                {
                    "COLL_NOM": CITY.name,
                    "COLL_SIRET": CITY.siret,
                    "DELIB_ID": f"{sitting:%Y%m%d}-{rank:02d}",
                    "DELIB_DATE": sitting.isoformat(),
                    "DELIB_MATIERE_CODE": code,
                    "DELIB_MATIERE_NOM": matter,
                    "DELIB_OBJET": subject,
                    "BUDGET_ANNEE": sitting.year if code == "7.1" else "",
                    "VOTE_EFFECTIF": 33,
                    "VOTE_REEL": cast,
                    "VOTE_POUR": cast - against - abstained,
                    "VOTE_CONTRE": against,
                    "VOTE_ABSTENTION": abstained,
                }
            )
    return rows


def grants() -> Rows:
    """Return grants to (imaginary) associations, in the columns of the SCDL schema."""
    source = chance("subventions")
    rows: list[dict[str, object]] = []
    for year in (2023, 2024, 2025):
        named = [grant for grant in GRANTS if grant[0] == "P1"]
        for rank, (_category, name, amount) in enumerate(named, 1):
            day = date(year, source.randint(2, 6), source.randint(1, 28))
            rows.append(
                {
                    "nomAttribuant": CITY.name,
                    "idAttribuant": CITY.siret,
                    "dateConvention": day.isoformat(),
                    "referenceDecision": f"{year}-{rank:03d}",
                    "nomBeneficiaire": name.title(),
                    "rnaBeneficiaire": f"W359{rank:06d}",
                    "objet": "Soutien à l'activité de l'année",
                    "montant": round(amount * source.uniform(0.9, 1.1), -2),
                    "nature": "aide en numéraire",
                    "conditionsVersement": "unique",
                    "datesPeriodeVersement": f"{year}-01-01/{year}-12-31",
                    "notificationUE": "false",
                    "pourcentageSubvention": 1,
                }
            )
    return rows


def contracts() -> Rows:
    """Return public contracts; firms appear by their trade, none is real."""
    source = chance("marches")
    rows: list[dict[str, object]] = []
    for rank in range(1, 61):
        trade, subject, amount = source.choice(COMPANIES)
        notified = date(source.randint(2023, 2025), source.randint(1, 12), 12)
        rows.append(
            {
                "id": f"{notified.year}RSO{rank:03d}",
                "objet": f"{subject} {source.randint(1, 6)}",
                "procedure": source.choice(
                    ["Procédure adaptée", "Appel d'offres ouvert"]
                ),
                "date_notification": notified.isoformat(),
                "duree_mois": source.choice([6, 12, 24, 36, 48]),
                "montant_euros": round(amount * source.uniform(0.5, 1.8), -2),
                "titulaire": trade,
                "offres_recues": source.randint(1, 7),
            }
        )
    return sorted(rows, key=lambda row: str(row["date_notification"]))


def pupils() -> Rows:
    """Return pupils and classes of each school at each autumn."""
    source = chance("effectifs")
    rows: list[dict[str, object]] = []
    for year in range(2019, 2026):
        for school, level, base in SCHOOLS:
            trend = 1 - 0.012 * (year - 2019)
            back = 1.08 if "Deux-Rives" in school and year >= SCHOOL_REOPENS else 1.0
            count = round(base * trend * back * source.uniform(0.97, 1.03))
            rows.append(
                {
                    "rentree": year,
                    "ecole": school,
                    "niveau": level,
                    "eleves": count,
                    "classes": max(2, round(count / 24)),
                }
            )
    return rows


def energy() -> Rows:
    """Return the energy that buildings use each year, in kWh."""
    source = chance("energie")
    rows: list[dict[str, object]] = []
    for year in range(2019, 2026):
        for building, surface, intensity in BUILDINGS:
            renovated = "Deux-Rives" in building and year >= SCHOOL_SAVES_ENERGY
            used = intensity * (0.48 if renovated else 1 - 0.015 * (year - 2019))
            total = surface * used * source.uniform(0.95, 1.05)
            rows.append(
                {
                    "annee": year,
                    "batiment": building,
                    "surface_m2": surface,
                    "electricite_kwh": round(total * 0.34),
                    "gaz_kwh": 0 if renovated else round(total * 0.66),
                    "chaleur_kwh": round(total * 0.66) if renovated else 0,
                }
            )
    return rows


def social_help() -> Rows:
    """Return help by quarter of the year; small counts are grouped upwards."""
    source = chance("ccas")
    rows: list[dict[str, object]] = []
    for year in range(2022, 2026):
        for term in range(1, 5):
            for kind, homes, amount in HELP:
                helped = round(
                    homes * source.uniform(0.85, 1.2) * (1 + (year - 2022) / 20)
                )
                rows.append(
                    {
                        "annee": year,
                        "trimestre": term,
                        "aide": kind,
                        "foyers": max(11, helped),
                        "montant_euros": max(11, helped) * amount,
                    }
                )
    return rows


def library() -> Rows:
    """Return entries, loans and members of the library, month by month."""
    source = chance("mediatheque")
    seasons = (1.05, 1.08, 1.1, 1.0, 0.95, 0.9, 0.8, 0.6, 1.0, 1.15, 1.2, 1.05)
    rows: list[dict[str, object]] = []
    for year, month in months(2021, 2025):
        growth = {2021: 0.55, 2022: 0.85, 2023: 0.97, 2024: 1.0, 2025: 1.04}[year]
        entries = round(
            6_800 * seasons[month - 1] * growth * source.uniform(0.95, 1.05)
        )
        rows.append(
            {
                "mois": f"{year}-{month:02d}",
                "entrees": entries,
                "prets": round(entries * 1.9 * source.uniform(0.95, 1.05)),
                "nouveaux_inscrits": round(entries / 48),
            }
        )
    return rows


def maintenance() -> Rows:
    """Return maintenance contracts, which only agents may see."""
    source = chance("contrats")
    kinds = ("Chaufferie", "Ascenseur", "Alarme incendie", "Ventilation")
    return [
        {
            "batiment": building,
            "objet": kind,
            "echeance": f"{source.randint(2026, 2028)}-{source.randint(1, 12):02d}-01",
            "montant_annuel_euros": source.randint(8, 60) * 100,
            "renegociation": source.choice(["oui", "non", "non"]),
        }
        for building, _surface, _intensity in BUILDINGS
        for kind in source.sample(kinds, 2)
    ]


FILES: Mapping[str, Callable[[], Rows]] = {
    "deliberations.csv": deliberations,
    "subventions.csv": grants,
    "marches.csv": contracts,
    "effectifs-ecoles.csv": pupils,
    "energie-batiments.csv": energy,
    "aides-ccas.csv": social_help,
    "mediatheque.csv": library,
    "contrats.csv": maintenance,
}
