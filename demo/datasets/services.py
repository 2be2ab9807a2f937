"""Files about services in the street: bikes, bins, water, lamps, meals, markets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from demo.city import DISTRICTS
from demo.datasets.shapes import Rows, address, chance, days, months, position, quarter

COUNTERS = (
    ("Pont des Trois-Ponts", 640),
    ("Quai des Bateliers", 480),
    ("Piste de la rive droite", 310),
    ("Avenue de la Haute-Rive", 220),
)
WEEKEND = frozenset({5, 6})
FAST_CHARGE_KW = 50
CYCLE_TRACK_OPENS = date(2025, 4, 12)

WASTE = (
    ("Ordures ménagères", 342, -0.035),
    ("Emballages et papiers", 96, 0.025),
    ("Verre", 58, 0.01),
    ("Biodéchets", 6, 0.55),
    ("Encombrants", 31, 0.0),
)

MEASURES = (
    ("Nitrates", "mg/L", 24, 6, "50"),
    ("Chlore libre", "mg/L", 0.22, 0.08, ""),
    ("Dureté", "°f", 17, 2, ""),
    ("Turbidité", "NFU", 0.3, 0.15, "2"),
    ("Escherichia coli", "n/100 mL", 0, 0, "0"),
)

STARTERS = (
    "Carottes râpées",
    "Velouté de potiron",
    "Betteraves",
    "Œuf mayonnaise",
    "Salade de lentilles",
    "Radis beurre",
    "Concombres au yaourt",
)
MAINS = (
    ("Poulet rôti", False),
    ("Lasagnes de légumes", True),
    ("Poisson pané", False),
    ("Chili sans viande", True),
    ("Bœuf aux carottes", False),
    ("Galette de sarrasin au fromage", True),
    ("Curry de pois chiches", True),
)
SIDES = ("Riz", "Purée", "Haricots verts", "Pâtes", "Gratin de chou-fleur", "Semoule")
DESSERTS = (
    "Pomme",
    "Yaourt de la ferme",
    "Compote",
    "Fromage blanc",
    "Poire",
    "Far aux pruneaux",
)

MARKETS = (
    ("Marché du Vieux-Port", "Vieux-Port", "samedi", "8 h - 13 h 30", 74),
    ("Marché de la Garenne", "La Garenne", "mercredi", "8 h - 13 h", 28),
    ("Marché des producteurs", "Quai-aux-Blés", "vendredi", "16 h - 20 h", 22),
    ("Marché de la Belle-Étoile", "Belle-Étoile", "dimanche", "8 h - 13 h", 35),
)

EQUIPMENT = (
    ("École", 9),
    ("Gymnase", 4),
    ("Crèche", 3),
    ("Médiathèque", 1),
    ("Théâtre", 1),
    ("Mairie de quartier", 3),
    ("Stade", 3),
    ("Maison des associations", 2),
    ("Accueil de loisirs", 3),
    ("Résidence pour personnes âgées", 2),
    ("Cimetière", 2),
)
TREES = (
    "Tilleul à petites feuilles",
    "Platane commun",
    "Érable champêtre",
    "Chêne pédonculé",
    "Charme commun",
    "Merisier",
    "Bouleau verruqueux",
    "Aulne glutineux",
    "Frêne commun",
    "Saule blanc",
)


def waste() -> Rows:
    """Return tonnes by month and kind of waste."""
    source = chance("dechets")
    rows: list[dict[str, object]] = []
    for year, month in months(2021, 2025):
        summer = 1.06 if month in {6, 7, 8, 12} else 1.0
        for kind, base, trend in WASTE:
            tonnes = base * (1 + trend) ** (year - 2021) * summer
            rows.append(
                {
                    "mois": f"{year}-{month:02d}",
                    "flux": kind,
                    "tonnes": round(tonnes * source.uniform(0.95, 1.05), 1),
                }
            )
    return rows


def water() -> Rows:
    """Return weekly measures of tap water, with the limit where there is one."""
    source = chance("eau")
    rows: list[dict[str, object]] = []
    for day in days(date(2024, 1, 2), date(2025, 12, 30), 7):
        place = quarter(source)
        for measure, unit, usual, spread, limit in MEASURES:
            value = max(0.0, source.gauss(usual, spread / 2))
            rows.append(
                {
                    "date": day.isoformat(),
                    "lieu": place.name,
                    "parametre": measure,
                    "valeur": round(value, 2),
                    "unite": unit,
                    "limite": limit,
                    "conforme": "oui" if not limit or value <= float(limit) else "non",
                }
            )
    return rows


def menus() -> Rows:
    """Return the meals of the autumn term, school days only."""
    source = chance("menus")
    rows: list[dict[str, object]] = []
    for day in days(date(2025, 9, 1), date(2025, 12, 19)):
        holidays = date(2025, 10, 18) <= day <= date(2025, 11, 2)
        if day.weekday() in {2, 5, 6} or holidays or day == date(2025, 11, 11):
            continue
        main, meatless = source.choice(MAINS)
        rows.append(
            {
                "date": day.isoformat(),
                "entree": source.choice(STARTERS),
                "plat": main,
                "accompagnement": source.choice(SIDES),
                "dessert": source.choice(DESSERTS),
                "sans_viande": "oui" if meatless else "non",
                "part_bio_pour_cent": source.choice([20, 25, 30, 40, 50]),
            }
        )
    return rows


def chargers() -> Rows:
    """Return charging points for electric cars."""
    source = chance("bornes")
    rows: list[dict[str, object]] = []
    for rank in range(1, 25):
        place = quarter(source)
        longitude, latitude = position(place, source)
        power = source.choice([7, 22, 22, 50])
        rows.append(
            {
                "identifiant": f"RSO-{rank:03d}",
                "adresse": address(source),
                "quartier": place.name,
                "longitude": longitude,
                "latitude": latitude,
                "puissance_kw": power,
                "prises": 2 if power < FAST_CHARGE_KW else 1,
                "tarif_euro_kwh": {7: 0.32, 22: 0.38, 50: 0.52}[power],
                "mise_en_service": source.randint(2018, 2025),
            }
        )
    return rows


def lamp_failures() -> Rows:
    """Return lamp failures reported and mended, from January 2025."""
    source = chance("pannes")
    rows: list[dict[str, object]] = []
    for day in days(date(2025, 1, 6), date(2025, 12, 22), 3):
        place = quarter(source)
        mended = day + timedelta(days=source.randint(1, 12))
        rows.append(
            {
                "signalee_le": day.isoformat(),
                "rue": address(source),
                "quartier": place.name,
                "cause": source.choice(["lampe", "câble", "armoire", "accident"]),
                "reparee_le": mended.isoformat(),
                "jours": (mended - day).days,
            }
        )
    return rows


def markets() -> Rows:
    """Return open-air markets."""
    return [
        {
            "marche": name,
            "quartier": place,
            "jour": weekday,
            "horaires": hours,
            "etals": stalls,
            "produits": "fruits et légumes, poisson, fromage, pain",
        }
        for name, place, weekday, hours, stalls in MARKETS
    ]


def equipment() -> Rows:
    """Return the places that the town runs; maps use the same rows."""
    source = chance("equipements")
    rows: list[dict[str, object]] = []
    for kind, count in EQUIPMENT:
        for rank in range(count):
            place = DISTRICTS[(rank + len(kind)) % len(DISTRICTS)]
            longitude, latitude = position(place, source)
            rows.append(
                {
                    "identifiant": f"EQ{len(rows) + 1:03d}",
                    "type": kind,
                    "nom": f"{kind} {place.name}",
                    "adresse": address(source),
                    "quartier": place.name,
                    "annee_construction": source.randint(1928, 2021),
                    "acces_fauteuil": source.choice(["oui", "oui", "partiel", "non"]),
                    "longitude": longitude,
                    "latitude": latitude,
                }
            )
    return rows


def trees() -> Rows:
    """Return the trees that the parks department looks after."""
    source = chance("arbres")
    rows: list[dict[str, object]] = []
    for rank in range(1, 421):
        place = quarter(source)
        longitude, latitude = position(place, source, 0.006)
        planted = source.randint(1935, 2025)
        rows.append(
            {
                "identifiant": f"A{rank:04d}",
                "essence": source.choice(TREES),
                "plantation": planted,
                "hauteur_m": round(min(28, 2 + (2026 - planted) * 0.3), 1),
                "quartier": place.name,
                "longitude": longitude,
                "latitude": latitude,
            }
        )
    return rows


FILES: Mapping[str, Callable[[], Rows]] = {
    "tonnages.csv": waste,
    "qualite-eau.csv": water,
    "menus.csv": menus,
    "bornes.csv": chargers,
    "pannes.csv": lamp_failures,
    "marches-plein-air.csv": markets,
    "equipements.csv": equipment,
    "arbres.csv": trees,
}
