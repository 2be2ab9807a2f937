"""Datasets of the four types with every field filled, as a person might fill them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from ckan.tests import factories
from ckan.tests.helpers import call_action

EU = "http://publications.europa.eu/resource/authority/"
LONG = "é " * 10_000
DEFINITION = "https://vocabulaire.example/grandeur/odeur"

BASE: dict[str, Any] = {
    "title": "Données de la ville",
    "notes": LONG,
    "territory_theme": ["environnement", "eau"],
    "tag_string": "arbres,qualité de l'air",
    "contact": [
        {
            "name": "Service des données",
            "email": "donnees@rives-sur-orle.example",
            "url": "https://rives-sur-orle.example/contact",
        }
    ],
    "publisher": [
        {
            "name": "Syndicat des eaux de l’Orle",
            "identifier": "21560046100010",
            "email": "accueil@eaux-orle.example",
            "url": "https://eaux-orle.example",
            "type": "http://purl.org/adms/publishertype/LocalAuthority",
        }
    ],
    "territory_level": "commune",
    "territory_code": ["35238", "35240"],
    "spatial_coverage": [
        {
            "text": "Rives-sur-Orle",
            "uri": "https://rives-sur-orle.example/lieu",
            "geom": (
                '{"type": "Polygon", "coordinates": [[[-1.7, 48.1], [-1.6, 48.1], '
                "[-1.6, 48.2], [-1.7, 48.1]]]}"
            ),
        }
    ],
    "temporal_coverage": [{"start": "2024-01", "end": "2024-12"}],
    "frequency": "ANNUAL",
    "issued": "2025-01-31",
    "modified": "2025-06",
    "license_id": "etalab-2.0",
    "access_level": "public",
    "access_limitation": ["L311-6-1-vp"],
    "personal_data": "anonymised",
    "legal_basis": ["open_by_default", "inspire"],
    "hvd_category": ["http://data.europa.eu/bna/c_dd313021"],
    "applicable_legislation": ["https://www.legifrance.gouv.fr/codes/id/X"],
    "provenance": LONG,
    "documentation": ["https://rives-sur-orle.example/notice"],
    "conforms_to": ["https://schema.data.gouv.fr/scdl/catalogue/0.1.3"],
    "inspire_theme": ["http://inspire.ec.europa.eu/theme/ef"],
    "sdg": ["http://metadata.un.org/sdg/11", "http://metadata.un.org/sdg/6"],
    "language": [f"{EU}language/FRA", f"{EU}language/BRE"],
    "version": "2",
    "version_notes": "é " * 1000,
    "dcat_type": f"{EU}dataset-type/STATISTICAL",
    "url": "https://rives-sur-orle.example/page",
    "identifier": "rso-1",
    "source_application": "Logiciel secret",
    "internal_note": "Note secrète",
    "resources": [
        {
            "url": "https://rives-sur-orle.example/donnees.csv",
            "name": "Mesures",
            "description": LONG,
            "format": "CSV",
            "resource_kind": "api",
            "conforms_to": "https://schema.data.gouv.fr/x",
            "schema_version": "1.0",
            "validation_status": "valid",
            "validation_report": "https://rives-sur-orle.example/rapport",
            "license": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
            "availability": f"{EU}planned-availability/STABLE",
            "status": f"{EU}distribution-status/COMPLETED",
            "language": ["FRA"],
            "access_services": [
                {
                    "title": "API",
                    "endpoint_url": "https://api.rives-sur-orle.example",
                    "endpoint_description": "https://api.rives-sur-orle.example/doc",
                    "access_rights": f"{EU}access-right/PUBLIC",
                }
            ],
        }
    ],
}

OWN: dict[str, dict[str, Any]] = {
    "dataset": {},
    "budget": {
        "fiscal_year": "2024",
        "budget_stage": "dm",
        "decision_number": "2",
        "budget_kind": "annexe",
        "budget_label": "Eau",
        "entity_name": "Rives-sur-Orle",
        "entity_siret": "215 601 345 00014",
        "main_entity_siret": "21560134500014",
        "entity_category": "Commune",
        "accounting_framework": "M57-M57_A",
        "vote_mode": "nature",
        "budget_functions": ["0", "5"],
        "adopted_on": "2024-06-24",
        "deliberation_ref": "2024-06-12",
        "deliberation_url": "https://rives-sur-orle.example/deliberation",
        "operating_expenditure": "1 234,56",
        "operating_revenue": "1234.56",
        "investment_expenditure": "10",
        "investment_revenue": "20",
        "unknown_section": "0",
        "amount_basis": "voted",
        "reference_population": "12400",
        "source_format": "totem",
        "annexes_included": ["EMPRUNT"],
        "privacy_review": "none_found",
        "presentation_url": "https://rives-sur-orle.example/presentation",
        "green_budget_axes": ["climat", "eau"],
    },
    "performance": {
        "indicator_code": "DEC-01",
        "indicator_definition": LONG,
        "unit_measure": "pourcent",
        "direction": "hausse",
        "data_source": "é" * 2000,
        "target_value": "65",
        "target_year": "2030",
        "baseline_value": "41,5",
        "baseline_year": "2020",
        "policy_area": "environnement",
        "programme": "Déchets",
        "objective": "é" * 2000,
        "performance_dimension": "efficiency",
        "indicator_kind": "resultat",
        "numerator": "Tonnes triées",
        "denominator": "Tonnes collectées",
        "formula": "triées / collectées",
        "measurement_frequency": "ANNUAL",
        "collection_method": "automatique",
        "reference_framework": ["lolf", "odd"],
        "limits": LONG,
        "latest_value": "52,3",
        "latest_period": "2024",
        "achievement_rate": "0.46",
        "performance_status": "on_track",
        "performance_status_reason": "é" * 2000,
    },
    "environment": {
        "environment_domain": ["air", "ges"],
        "observed_property": ["no2", DEFINITION],
        "unit_measure": ["ug/m3"],
        "data_nature": "mesure_reglementaire",
        "validation_level": "validee",
        "temporal_resolution": "pt15m",
        "aggregation": "horaire",
        "sensor_network": "Réseau de l’Orle",
        "station_code": ["FR35001", "FR35002"],
        "station_count": "2",
        "sensor_kind": ["analyseur_reference"],
        "feature_kind": "station",
        "spatial_resolution_in_meters": "50",
        "coordinate_system": "2154",
        "sensor_api_kind": "sensorthings_1_1",
        "sensor_api_url": "https://capteurs.rives-sur-orle.example/v1.1",
        "observation_filter": "Datastreams(1),Datastreams(2)",
        "last_observed_at": "2025-03-31T14:00:00+02:00",
        "reference_thresholds": LONG,
        "ghg_scope": ["scope_1", "scope_3"],
        "emission_factor_set": "Base Empreinte 23.4",
        "total_emissions": "1 250,5",
        "regulatory_framework": ["directive_air", "beges"],
        "measurement_protocol": "NF EN 14211",
        "credit_line": "Réseau de l’Orle, 2024",
    },
}


_cleaned: set[str] = set()


@pytest.fixture
def clean_once(request: pytest.FixtureRequest) -> None:
    """Empty every table before the first test of a module only."""
    if request.module.__name__ not in _cleaned:
        _cleaned.add(request.module.__name__)
        request.getfixturevalue("clean_db")
        request.getfixturevalue("clean_index")


@pytest.fixture
def publisher() -> dict[str, Any]:
    """Return the context of somebody who may publish."""
    return {"user": factories.Sysadmin()["name"]}


@pytest.fixture
def filled(publisher: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Return a maker of datasets of a type with every field filled."""

    def make(kind: str, **values: object) -> dict[str, Any]:
        data = {
            "type": kind,
            "name": f"{kind}-{uuid4()}",
            "owner_org": factories.Organization()["id"],
            **BASE,
            **OWN[kind],
            **values,
        }
        made = call_action("package_create", context=dict(publisher), **data)
        return call_action("package_show", id=made["id"])

    return make
