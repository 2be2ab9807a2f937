"""Files that follow a schema: SCDL, national ones, ours, budgets."""

from __future__ import annotations

from pathlib import Path

from bench.corpus.case import (
    COMMUNE,
    EPCI,
    METROPOLE_SIRET,
    RENNES_SIRET,
    Case,
    days,
    dice,
    months,
    period,
    table,
    year,
)
from demo.documents import main_document, water_document
from demo.totem import write_totem_file

from ckanext.territory.domain.table_schema import SchemaOutline

_SITE = "https://schema.data.gouv.fr/schemas"
ONCE = "http://publications.europa.eu/resource/authority/frequency/AS_NEEDED"


def _outline(path: str, title: str, columns: str, required: str) -> SchemaOutline:
    return SchemaOutline(
        address=f"{_SITE}/{path}/latest/schema.json",
        title=title,
        columns=tuple(columns.split()),
        required=tuple(required.split()),
    )


# Columns as reference/standards.md and the public schemas list them.
SUBVENTIONS = _outline(
    "scdl/subventions",
    "Subventions",
    "nomAttribuant idAttribuant dateConvention referenceDecision nomBeneficiaire "
    "idBeneficiaire rnaBeneficiaire objet montant nature conditionsVersement "
    "datesPeriodeVersement idRAE notificationUE pourcentageSubvention dispositifAide",
    "nomAttribuant idAttribuant dateConvention nomBeneficiaire objet montant nature "
    "conditionsVersement datesPeriodeVersement notificationUE pourcentageSubvention",
)
DELIBERATIONS = _outline(
    "scdl/deliberations",
    "Délibérations",
    "COLL_NOM COLL_SIRET DELIB_ID DELIB_DATE DELIB_MATIERE_CODE DELIB_MATIERE_NOM "
    "DELIB_OBJET BUDGET_ANNEE BUDGET_NOM PREF_ID PREF_DATE VOTE_EFFECTIF VOTE_REEL "
    "VOTE_POUR VOTE_CONTRE VOTE_ABSTENTION DELIB_URL",
    "COLL_NOM COLL_SIRET DELIB_ID DELIB_DATE DELIB_MATIERE_CODE DELIB_MATIERE_NOM "
    "DELIB_OBJET",
)
EQUIPEMENTS = _outline(
    "scdl/equipements",
    "Équipements collectifs publics",
    "COLL_NOM COLL_SIRET EQUIP_UID EQUIP_THEME EQUIP_CODE EQUIP_TYPE EQUIP_NOM "
    "ADR_NUMERO ADR_NOMVOIE ADR_CODEPOSTAL ADR_COMMUNE ADR_CLE_INTEROP EQUIP_LAT "
    "EQUIP_LONG EQUIP_OUVERTURE EQUIP_ACCES EQUIP_TEL EQUIP_EMAIL EQUIP_WEB",
    "COLL_NOM COLL_SIRET EQUIP_UID EQUIP_THEME EQUIP_CODE EQUIP_TYPE EQUIP_NOM "
    "EQUIP_LAT EQUIP_LONG",
)
IRVE = _outline(
    "etalab/schema-irve-statique",
    "Infrastructures de recharge pour véhicules électriques",
    "nom_amenageur siren_amenageur nom_operateur id_station_itinerance nom_station "
    "implantation_station adresse_station code_insee_commune coordonneesXY nbre_pdc "
    "id_pdc_itinerance puissance_nominale gratuit horaires date_mise_en_service "
    "date_maj",
    "nom_operateur id_station_itinerance nom_station implantation_station "
    "adresse_station coordonneesXY nbre_pdc id_pdc_itinerance puissance_nominale "
    "date_maj",
)
NATIONAL = (SUBVENTIONS, DELIBERATIONS, EQUIPEMENTS, IRVE)

_VALUES = [
    "indicator_code",
    "indicator_name",
    "territory_level",
    "territory_code",
    "period_start",
    "period_end",
    "value",
    "unit",
    "value_kind",
    "source",
]
_OBSERVED = [
    "station_code",
    "property",
    "period_start",
    "period_end",
    "value",
    "unit",
    "status",
]

_FOOTPRINT = [
    "activity",
    "category",
    "quantity",
    "unit",
    "factor",
    "factor_source",
    "factor_year",
    "emissions_kgco2e",
    "scope",
    "period",
]


def _address(outline: SchemaOutline) -> dict[str, list[str]]:
    return {"conforms_to": [outline.address]}


def _own(name: str) -> dict[str, tuple[list[str]]]:
    path = f"/territory/schemas/tables/{name}/1.0.0/schema.json"
    return {"conforms_to": ([f"https://data.example.fr{path}"],)}


def official_cases() -> list[Case]:
    """Return the cases of files that follow a schema."""
    return [*_scdl(), *_budgets(), *_indicators(), *_observations()]


def _scdl() -> list[Case]:
    random = dice("scdl")
    grants = [
        ("Ville de Rennes", RENNES_SIRET, day, f"Association {number}", "",
         f"W{351000000 + number}", "Fonctionnement", random.randint(5, 400) * 100,
         "aide en numéraire", "unique", f"{day}", "", "non", "1")
        for number, day in enumerate(days("2024-01-15", 90, 4))
    ]  # fmt: skip
    head = [
        name
        for name in SUBVENTIONS.columns
        if name not in ("referenceDecision", "dispositifAide")
    ]
    acts = [
        ("Rennes Métropole", METROPOLE_SIRET, f"D25.{number:03d}", day, "7.1",
         "Décisions budgétaires", f"Objet de la délibération {number}", 54)
        for number, day in enumerate(days("2025-01-30", 60, 5))
    ]  # fmt: skip
    places = [
        ("Ville de Rennes", RENNES_SIRET, f"35238-{number:08d}-001", "Sport", "SPO",
         "Gymnase", f"Gymnase {number}", 48.1 + number / 1000, -1.68)
        for number in range(30)
    ]  # fmt: skip
    return [
        table("scdl_subventions_2024.csv", head, grants, {
            "title": "Subventions 2024", "territory_theme": ["finances-subventions"],
            "temporal_coverage": period("2024-01-15", "2025-01-05"),
            **COMMUNE, **_address(SUBVENTIONS)}, delimiter=","),
        table("deliberations-2025.csv", (*DELIBERATIONS.columns[:7], "VOTE_EFFECTIF"),
              acts, {
            "title": "Délibérations 2025", "territory_theme": ["conseil-municipal"],
            "temporal_coverage": period("2025-01-30", "2025-11-21"),
            **EPCI, **_address(DELIBERATIONS)}, delimiter=",", encoding="utf-8-sig"),
        table("equipements_sportifs.csv", (*EQUIPEMENTS.columns[:7], "EQUIP_LAT",
                                           "EQUIP_LONG"), places, {
            "title": "Équipements sportifs", "territory_theme": ["sport"],
            **COMMUNE, **_address(EQUIPEMENTS)}, delimiter=","),
        table("irve_metropole_20251004.csv", IRVE.columns, _chargers(), {
            "title": ("IRVE métropole",), "territory_theme": ["mobilite-partagee"],
            **EPCI, **_address(IRVE)}, delimiter=","),
    ]  # fmt: skip


def _chargers() -> list[tuple[object, ...]]:
    communes = ("35238", "35051", "35281", "35047", "35210", "35024", "35240", "35278")
    return [
        ("Métropole", METROPOLE_SIRET[:9], "Opérateur", f"FRS35P{number:05d}",
         f"Station {number}", "Voirie", f"{number} rue du Port",
         communes[number % len(communes)], f"[{-1.6 - number / 1000},48.1]", 2,
         f"FRS35E{number:05d}", 22, "false", "24/7", "2023-05-01", "2025-10-01")
        for number in range(40)
    ]  # fmt: skip


def _budgets() -> list[Case]:
    main, water = main_document(2024, "ca"), water_document("bp")
    budget = {
        "type": "budget", "territory_theme": ["finances-budget"], "frequency": ONCE,
    }  # fmt: skip

    def write_main(path: Path) -> None:
        write_totem_file(main, path)

    def write_water(path: Path) -> None:
        write_totem_file(water, path)

    return [
        Case(name="CA_2024.xml", write=write_main, expected={
            **budget, "title": "Compte administratif 2024 – Rives-sur-Orle",
            "temporal_coverage": year(2024)}),
        Case(name="flux_eau.xml", write=write_water, expected={
            **budget, "title": "Budget primitif 2024 – Rives-sur-Orle – EAU POTABLE",
            "temporal_coverage": year(2024)}),
    ]  # fmt: skip


def _indicators() -> list[Case]:
    one = [
        ("TAUX-TRI", "Taux de tri des déchets ménagers", "commune", "35238",
         f"{each}-01-01", f"{each}-12-31", 40 + each - 2018, "%", "actual", "Service")
        for each in range(2018, 2026)
    ]  # fmt: skip
    target = ("TAUX-TRI", one[0][1], "commune", "35238", "2028-01-01", "2028-12-31",
              60, "%", "target", "Service")  # fmt: skip
    communes = ("35238", "35051", "35281", "35047", "35210")
    several = [
        ("DELAI", "Délai moyen d’instruction", "commune", code, each, each,
         30 + number, "jours", "actual", "")
        for number, code in enumerate(communes)
        for each in (2023, 2024, 2025)
    ]  # fmt: skip
    yearly = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"
    return [
        table("taux_tri.csv", _VALUES, [*one, target], {
            "type": "performance", "title": "Taux de tri des déchets ménagers",
            "territory_theme": (["dechets"], ["dechets-tri"]), **COMMUNE,
            "temporal_coverage": (year(2018, 2028), year(2018, 2025)),
            "frequency": (None, yearly), "indicator_code": "TAUX-TRI",
            "unit_measure": "%", "target_value": "60", "target_year": "2028",
            **_own("indicator_values")}, delimiter=","),
        table("delais_instruction.csv", _VALUES, several, {
            "type": "performance", "title": "Délai moyen d’instruction", **EPCI,
            "temporal_coverage": year(2023, 2025), "frequency": (None, yearly),
            "indicator_code": "DELAI", "unit_measure": "jours",
            **_own("indicator_values")}),
    ]  # fmt: skip


def _observations() -> list[Case]:
    air = [
        (f"RSO-AIR-0{station}", code, f"2026-03-{day:02d}T{hour:02d}:00+01:00",
         f"2026-03-{day:02d}T{hour + 1:02d}:00+01:00", 20 + hour, "µg/m3", "A")
        for station in (1, 2)
        for code in ("no2", "pm10")
        for day in range(1, 11)
        for hour in range(22)
    ]  # fmt: skip
    carbon = [
        (f"Chauffage du bâtiment {number}", "Bâtiments", 1000 * number, "kWh", 0.227,
         "Arrêté du 31 mars 2021", 2021, 227 * number, 1, 2025)
        for number in range(1, 20)
    ]  # fmt: skip
    sensors = [
        (f"RSO-AIR-0{number}", f"Place {number}", 48.11, -1.67 - number / 100)
        for number in range(1, 8)
    ]
    rain = [
        (f"PLUVIO-{station}", "rainfall", f"{month:%Y-%m}", "", station * 10, "mm", "A")
        for station in range(1, 4)
        for month in months(2024, 24)
    ]
    monthly = "http://publications.europa.eu/resource/authority/frequency/MONTHLY"
    return [
        table("capteurs-air-mars-2026.csv", _OBSERVED, air, {
            "type": "environment", "title": "Capteurs air mars 2026",
            "territory_theme": ["air"],
            "temporal_coverage": period("2026-03-01", "2026-03-10"),
            "environment_domain": ["air"], "observed_property": ["no2", "pm10"],
            "unit_measure": ["µg/m3"], "temporal_resolution": "PT1H",
            "station_code": ["RSO-AIR-01", "RSO-AIR-02"], **_own("observations")},
            delimiter=","),
        table("pluviometrie.csv", _OBSERVED, rain, {
            "type": "environment", "title": "Pluviométrie",
            "territory_theme": (["eaux-pluviales"], ["climat"]),
            "temporal_coverage": year(2024, 2025), "frequency": (None, monthly),
            "environment_domain": ["climat"], "observed_property": ["rainfall"],
            "unit_measure": ["mm"], "temporal_resolution": (None, "P1M"),
            "station_code": ["PLUVIO-1", "PLUVIO-2", "PLUVIO-3"],
            **_own("observations")}),
        table("empreinte_carbone_2025.csv",
              _FOOTPRINT, carbon, {
            "type": "environment", "title": "Empreinte carbone 2025",
            "territory_theme": ["climat"], "temporal_coverage": (year(2025), None),
            "environment_domain": ["ges"], **_own("footprint")}),
        table("stations.csv", ("station_code", "label", "lat", "lon"), sensors, {
            "title": "Stations", "type": (None, "environment"), **_own("sensors")}),
    ]  # fmt: skip
