"""Tables of the services: schools, trees, meals, libraries, elections."""

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

_EU = "http://publications.europa.eu/resource/authority/frequency"
MONTHLY, ANNUAL = f"{_EU}/MONTHLY", f"{_EU}/ANNUAL"


def service_cases() -> list[Case]:
    """Return the cases of tables made by hand or by trade software."""
    return [*_lists(), *_sheets(), *_registers(), *_series()]


def _lists() -> list[Case]:
    random = dice("lists")
    trees = [
        (number, "Tilleul argenté", random.randint(4, 22), random.randint(30, 250),
         french(day), f"{48.1 + number / 9000:.5f}", f"{-1.67 - number / 9000:.5f}")
        for number, day in enumerate(days("1972-03-01", 300, 60))
    ]  # fmt: skip
    schools = [
        (f"École {number}", "Élémentaire", f"{number} rue des Écoles", 35000, RENNES,
         "02 99 00 00 00", random.randint(80, 320))
        for number in range(60)
    ]  # fmt: skip
    halls = [
        (f"Salle {number}", 40 + number, "oui", 120 + number) for number in range(18)
    ]
    bins = [
        (f"Déchèterie {number}", "lundi au samedi", "9h-18h") for number in range(7)
    ]
    rescue = [
        (f"DAE {number}", f"{number} quai Sud", 48.11, -1.68, "oui", "2023-04-12")
        for number in range(35)
    ]
    homes = [
        ("35238_0100_00001", RENNES, "Rennes", number, "rue de l’Orle", 351_000.5,
         6_789_000.1, -1.67, 48.11, "2025-09-01")
        for number in range(120)
    ]  # fmt: skip
    return [
        table("arbres_alignement_2024.csv",
              ("id", "essence", "hauteur_m", "circonference_cm", "date_plantation",
               "latitude", "longitude"), trees, {
            "title": "Arbres alignement 2024", "territory_theme": ["espaces-verts"],
            "temporal_coverage": (year(2024), None)}),
        table("ecoles.csv", ("nom", "type", "adresse", "code_postal", "code_insee",
                             "telephone", "effectif"), schools, {
            "title": "Écoles", "territory_theme": ["ecoles"], **COMMUNE},
            encoding="cp1252"),
        table("salles-municipales.csv", ("salle", "surface", "pmr", "tarif"), halls, {
            "title": "Salles municipales", "territory_theme": ["batiments"]}),
        workbook("Export_20240612.xlsx", ("nom", "jours", "horaires"), bins, {
            "title": "Déchèteries", "territory_theme": ["dechets-decheterie"]},
            sheet="Déchèteries"),
        table("defibrillateurs.csv", ("nom", "adresse", "lat", "long", "acces_libre",
                                      "date_installation"), rescue, {
            "title": "Défibrillateurs", "territory_theme": ["sante"]}, delimiter=","),
        table("bal_35238.csv", ("cle_interop", "commune_insee", "commune_nom",
                                "numero", "voie_nom", "x", "y", "long", "lat",
                                "date_der_maj"), homes, {**COMMUNE}),
        table("data.csv", ("a", "b", "c"), [(1, 2, 3), (4, 5, 6), (7, 8, 9)], {}),
        table("liste_associations.csv", ("association", "domaine", "site"),
              [(f"Association {n}", "Sport", "https://exemple.fr") for n in range(80)],
              {"title": ("Liste associations", "Associations"),
               "territory_theme": ["associations"]}, encoding="utf-16"),
    ]  # fmt: skip


def _sheets() -> list[Case]:
    random = dice("sheets")
    pupils = [
        (f"École {number}", *(random.randint(90, 300) for _ in range(6)))
        for number in range(22)
    ]
    ideas = [
        (f"Projet {number}", "Quartier Nord", random.randint(1, 50) * 1000)
        for number in range(40)
    ]
    energy = [
        (month, f"Gymnase {site}", random.randint(100, 900))
        for month in months(2023, 24)
        for site in range(5)
    ]
    loans = [
        (f"Prêt {number}", "Banque", 100_000 * number, 2010 + number, 1.2)
        for number in range(1, 12)
    ]
    prices = [(f"Prestation {number}", 4 + number / 10) for number in range(25)]
    return [
        workbook("effectifs.xlsx", ("École", "2019", "2020", "2021", "2022", "2023",
                                    "2024"), pupils, {
            "title": "Effectifs scolaires par école",
            "territory_theme": (["ecoles"], ["education"]),
            "temporal_coverage": year(2019, 2024), "frequency": (None, ANNUAL)},
            above=("Effectifs scolaires par école", "Source : direction des écoles")),
        workbook("BP projets.xlsx", ("projet", "secteur", "montant"), ideas, {
            "title": "Budget participatif 2025 : projets lauréats",
            "territory_theme": ["participation"], "temporal_coverage": year(2025)},
            above=("Budget participatif 2025 : projets lauréats",)),
        workbook("conso_batiments.xlsx", ("mois", "site", "kwh"), energy, {
            "title": "Consommations d’électricité des bâtiments municipaux",
            "territory_theme": (["energie"], ["batiments"]),
            "temporal_coverage": year(2023, 2024), "frequency": MONTHLY},
            above=("Consommations d’électricité des bâtiments municipaux",)),
        workbook("dette_emprunts_2024.xlsx", ("emprunt", "preteur", "capital",
                                              "annee_debut", "taux"), loans, {
            "title": "Dette emprunts 2024", "territory_theme": ["finances-dette"],
            "temporal_coverage": (year(2024), None)}),
        workbook("tarifs-municipaux-2026.xlsx", ("prestation", "tarif"), prices, {
            "title": "Tarifs municipaux 2026", "territory_theme": ["finances-tarifs"],
            "temporal_coverage": (year(2026), None)}),
        workbook("Classeur1.xlsx", ("x", "y"), [(1, 2), (3, 4), (5, 6)], {}),
    ]  # fmt: skip


def _registers() -> list[Case]:
    random = dice("registers")
    permits = [
        (f"PC 035238 25 {number:05d}", french(day), french(day), "Maison", "Accordé",
         f"M. {letter}. Durand", f"{number} rue du Port")
        for (number, day), letter in zip(
            enumerate(days("2025-01-06", 150, 2)), "ABCDEFGHIJ" * 15, strict=True)
    ]  # fmt: skip
    contracts = [
        (f"2024-{number:04d}", RENNES_SIRET_TEXT, "Marché", f"Travaux {number}",
         "45000000", "Procédure adaptée", day, random.randint(10, 900) * 1000)
        for number, day in enumerate(days("2024-01-08", 100, 3))
    ]  # fmt: skip
    offices = [
        (number, f"Bureau {number}", 700 + number, 400 + number, 12, 380 + number)
        for number in range(1, 90)
    ]
    names = [
        (each, sex, f"Prénom{number}", random.randint(3, 60))
        for each in range(2014, 2025)
        for sex in "FM"
        for number in range(20)
    ]
    crashes = [
        (day, "35", RENNES, random.randint(1, 3), "Intersection")
        for day in days("2023-01-02", 180, 2)
    ]
    elected = [
        (f"Nom{number}", name, "Conseillère municipale", "2020-07-03")
        for number, name in enumerate(("Alice", "Bruno", "Chantal", "Denis") * 10)
    ]
    return [
        table("permis_construire_2025.csv", ("numero", "date_depot", "date_decision",
                                             "nature", "decision", "demandeur",
                                             "adresse"), permits, {
            "title": "Permis construire 2025", "territory_theme": ["urbanisme-permis"],
            "temporal_coverage": (year(2025), period("2025-01-06", "2025-10-31"))}),
        table("marches-publics-2024.csv", ("id", "acheteur_siret", "nature", "objet",
                                           "codeCPV", "procedure", "dateNotification",
                                           "montant"), contracts, {
            "title": "Marchés publics 2024", "territory_theme": ["commande-publique"],
            "temporal_coverage": period("2024-01-08", "2024-10-31"), **COMMUNE}),
        table("elections_municipales_2020_bureaux_vote.csv",
              ("numero", "bureau", "inscrits", "votants", "blancs", "exprimes"),
              offices, {
            "title": "Élections municipales 2020 bureaux vote",
            "territory_theme": ["elections"], "temporal_coverage": (year(2020), None)}),
        table("prenoms-nouveaux-nes.csv", ("annee", "sexe", "prenom", "nombre"),
              names, {
            "title": ("Prénoms nouveaux nes", "Prénoms nouveaux nés"),
            "territory_theme": ["etat-civil"],
            "temporal_coverage": year(2014, 2024), "frequency": ANNUAL}),
        table("accidents_2023.csv", ("date", "dep", "com", "gravite", "lieu"),
              crashes, {
            "title": "Accidents 2023", "territory_theme": ["circulation"],
            "temporal_coverage": period("2023-01-02", "2023-12-26"),
            "territory_level": ("commune", "departement"),
            "territory_code": ([RENNES], ["35"])}),
        table("elus.csv", ("nom", "prenom", "fonction", "date_debut_mandat"), elected, {
            "title": ("Élus", None), "territory_theme": (["conseil-municipal"], None)}),
    ]  # fmt: skip


RENNES_SIRET_TEXT = "213 502 388 00001"


def _series() -> list[Case]:
    random = dice("series")
    menus = [
        (french(day), "Carottes râpées", "Gratin", "Pomme")
        for day in days("2025-10-06", 20)
    ]
    visits = [
        (month, f"Médiathèque {site}", random.randint(900, 5000))
        for month in months(2024, 18)
        for site in range(4)
    ]
    shows = [
        (f"Concert {number}", day, day, "Parc")
        for number, day in enumerate(days("2026-06-01", 40, 2))
    ]
    taxes = [(each, random.randint(30, 40), 120.5) for each in range(2012, 2026)]
    bikes = [
        (f"{day} {hour:02d}:00", "Pont Neuf", random.randint(0, 300))
        for day in days("2025-05-01", 31)
        for hour in range(24)
    ]
    works = [
        (f"Rue {number}", day, day, "Réseaux")
        for number, day in enumerate(days("2026-01-05", 30, 3))
    ]
    return [
        table("menus_cantines_octobre_2025.csv", ("date", "entree", "plat", "dessert"),
              menus, {
            "title": "Menus cantines octobre 2025",
            "territory_theme": ["restauration-scolaire"],
            "temporal_coverage": period("2025-10-06", "2025-10-25")}),
        table("frequentation_mediatheques.csv", ("mois", "site", "entrees"), visits, {
            "title": ("Fréquentation médiathèques",),
            "territory_theme": ["bibliotheques"],
            "temporal_coverage": period("2024-01-01", "2025-06-30"),
            "frequency": MONTHLY}, delimiter=","),
        table("agenda.csv", ("titre", "date_debut", "date_fin", "lieu"), shows, {
            "title": "Agenda", "territory_theme": ["evenements"],
            "temporal_coverage": period("2026-06-01", "2026-08-18")}),
        table("fiscalite_locale.csv", ("annee", "taux", "produit"), taxes, {
            "title": "Fiscalité locale", "territory_theme": ["finances-fiscalite"],
            "temporal_coverage": year(2012, 2025), "frequency": ANNUAL},
            delimiter="\t"),
        table("comptages_velo_mai_2025.csv", ("date_heure", "compteur", "passages"),
              bikes, {
            "title": "Comptages vélo mai 2025",
            "territory_theme": (["velo"], ["circulation"]),
            "temporal_coverage": period("2025-05-01", "2025-05-31")}),
        table("travaux-voirie.csv", ("rue", "debut", "fin", "nature"), works, {
            "title": "Travaux voirie", "territory_theme": ["voirie"],
            "temporal_coverage": period("2026-01-05", "2026-04-02")}, delimiter="|"),
    ]  # fmt: skip
