"""Every field of the reference is in a schema, or left out with its reason."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tools import field_pages

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = ROOT / "ckanext" / "territory" / "schemas"

# Copied by hand from standards.md §10.1 to §10.4, November 2026.
BASE = """
title name notes tag_string theme owner_org publisher license_id contact
referent referent_service territory_level territory_code spatial_coverage
temporal_coverage frequency issued modified access_rights access_limitation
personal_data legal_basis applicable_legislation hvd_category inspire_theme
language conforms_to documentation provenance version version_notes dcat_type
url sdg identifier source_theme source_catalog
"""
OWN = {
    "dataset": "",
    "budget": """
fiscal_year budget_stage decision_number budget_kind budget_label entity_name
entity_siret main_entity_siret entity_category accounting_framework vote_mode
budget_functions adopted_on deliberation_ref deliberation_url
operating_expenditure operating_revenue investment_expenditure
investment_revenue amount_basis reference_population source_format
annexes_included privacy_review green_budget_axes presentation_url
""",
    "performance": """
indicator_code indicator_definition policy_area programme objective
performance_dimension indicator_kind unit_measure numerator denominator formula
direction baseline_value baseline_year target_value target_year latest_value
latest_period achievement_rate performance_status measurement_frequency
data_source collection_method reference_framework limits linked_dataset
""",
    "environment": """
environment_domain observed_property unit_measure data_nature validation_level
sensor_network station_code station_count sensor_kind feature_kind
temporal_resolution aggregation spatial_resolution_in_meters coordinate_system
sensor_api_kind sensor_api_url observation_filter last_observed_at
reference_thresholds ghg_scope emission_factor_set total_emissions
regulatory_framework measurement_protocol credit_line
""",
}
FILES = """
name description resource_kind url format size hash mimetype modified
conforms_to schema_version validation_status validation_report license
availability status language access_services
"""
BUDGET_FILES = "totem_seal fiscal_year stage"


@functools.cache
def schema(kind: str) -> dict[str, Any]:
    """Return the schema of a type."""
    text = (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")
    return json.loads(text)


def names(fields: list[dict[str, Any]]) -> set[str]:
    """Return the names of fields."""
    return {field["field_name"] for field in fields}


def left_out() -> set[str]:
    """Return the names that are left out with a reason."""
    text = (ROOT / "tools" / "left_out.yaml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text)["left_out"]
    return {word for entry in entries for word in re.findall(r"\w+", entry["name"])}


class TestReference:
    """The fields of the reference."""

    @pytest.mark.parametrize("kind", OWN)
    def test_fields_of_a_type_are_there_or_left_out(self, kind: str) -> None:
        """None is forgotten."""
        wanted = set(f"{BASE} {OWN[kind]}".split())
        assert wanted - names(schema(kind)["dataset_fields"]) - left_out() == set()

    def test_fields_of_a_file_are_there_or_left_out(self) -> None:
        """None is forgotten."""
        found = names(schema("dataset")["resource_fields"])
        assert set(FILES.split()) - found - left_out() == set()
        found = names(schema("budget")["resource_fields"])
        assert set(BUDGET_FILES.split()) - found == set()

    def test_what_is_left_out_is_not_there(self) -> None:
        """The list of what is left out is true."""
        found = names(schema("dataset")["dataset_fields"])
        assert found & {"referent", "referent_service", "source_catalog"} == set()


class TestPages:
    """The pages of fields."""

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_rules_are_in_words(self, language: str) -> None:
        """No validator or preset is named to a reader, no choice by its code."""
        page = field_pages.page(language)
        words = re.sub(r"`[^`]*`", "", page)
        assert not re.search(r"scheming|territory_|_validator|unicode|ignore", words)

    @pytest.mark.parametrize("kind", OWN)
    def test_every_field_says_where_it_goes(self, kind: str) -> None:
        """Each has a DCAT property, or says that it has none."""
        fields = schema(kind)["dataset_fields"]
        assert [field["field_name"] for field in fields if "dcat" not in field] == []
