"""Validators, gathered for CKAN: each is a predicate of the domain with words."""

from __future__ import annotations

from ckanext.territory.logic.access_validators import (
    territory_access_level,
    territory_access_rights,
)
from ckanext.territory.logic.area_validators import (
    territory_codes,
    territory_polygon,
    territory_spatial_coverage,
)
from ckanext.territory.logic.budget_validators import (
    territory_adopted_on,
    territory_annexe_label,
    territory_decision_number,
    territory_decision_of_stage,
    territory_fiscal_year,
    territory_framework,
    territory_seal,
)
from ckanext.territory.logic.field_validators import (
    territory_default,
    territory_line,
    territory_lines,
    territory_required,
    territory_tags,
    territory_text,
)
from ckanext.territory.logic.indicator_validators import (
    territory_indicator_code,
    territory_indicator_code_exists,
    territory_linked_dataset_exists,
    territory_policy_area,
    territory_ratio,
    territory_target_direction,
    territory_target_year,
)
from ckanext.territory.logic.internal_validators import territory_internal
from ckanext.territory.logic.organization_validators import (
    territory_business_identifier,
    territory_contact,
    territory_from_organization,
    territory_organization_code,
    territory_siret,
)
from ckanext.territory.logic.quantity_validators import (
    territory_decimal,
    territory_positive,
    territory_unit,
    territory_units,
)
from ckanext.territory.logic.referent_validators import territory_referent_exists
from ckanext.territory.logic.source_validators import territory_theme_code
from ckanext.territory.logic.time_validators import (
    territory_after_start,
    territory_date,
    territory_duration,
    territory_instant,
    territory_not_future,
    territory_year,
)
from ckanext.territory.logic.vocabulary_validators import (
    territory_authority_list,
    territory_choices_or_urls,
    territory_default_language,
    territory_eu_themes,
    territory_frequency,
    territory_legislation,
    territory_licence,
    territory_personal_data,
    territory_urls,
)

__all__ = [
    "territory_access_level",
    "territory_access_rights",
    "territory_adopted_on",
    "territory_after_start",
    "territory_annexe_label",
    "territory_authority_list",
    "territory_business_identifier",
    "territory_choices_or_urls",
    "territory_codes",
    "territory_contact",
    "territory_date",
    "territory_decimal",
    "territory_decision_number",
    "territory_decision_of_stage",
    "territory_default",
    "territory_default_language",
    "territory_duration",
    "territory_eu_themes",
    "territory_fiscal_year",
    "territory_framework",
    "territory_frequency",
    "territory_from_organization",
    "territory_indicator_code",
    "territory_indicator_code_exists",
    "territory_instant",
    "territory_internal",
    "territory_legislation",
    "territory_licence",
    "territory_line",
    "territory_lines",
    "territory_linked_dataset_exists",
    "territory_not_future",
    "territory_organization_code",
    "territory_personal_data",
    "territory_policy_area",
    "territory_polygon",
    "territory_positive",
    "territory_ratio",
    "territory_referent_exists",
    "territory_required",
    "territory_seal",
    "territory_siret",
    "territory_spatial_coverage",
    "territory_tags",
    "territory_target_direction",
    "territory_target_year",
    "territory_text",
    "territory_theme_code",
    "territory_unit",
    "territory_units",
    "territory_urls",
    "territory_year",
]
