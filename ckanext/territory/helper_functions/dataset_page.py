"""Helpers of a dataset's page: its facts as words, its files as rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory.helper_functions.facts import (
    Fact,
    FactGroup,
    fact_groups,
    facts,
)
from ckanext.territory.helper_functions.format import territory_period, territory_size
from ckanext.territory.helper_functions.search_page import territory_place_label

__all__ = [
    "territory_dataset_facts",
    "territory_dataset_period",
    "territory_dataset_places",
    "territory_file_facts",
    "territory_files",
]

# Shown elsewhere on the page, or of no use to a reader.
ELSEWHERE = frozenset(
    {
        "title",
        "name",
        "notes",
        "tag_string",
        "territory_theme",
        "owner_org",
        "referent_id",
        "contact",
        "spatial_coverage",
        "license_id",
        "access_level",
        "temporal_coverage",
        "territory_code",
        "territory_level",
        "provenance",
        "unknown_section",
        "fiscal_year",
        "budget_stage",
        "decision_number",
        "operating_expenditure",
        "operating_revenue",
        "investment_expenditure",
        "investment_revenue",
        "amount_basis",
    }
)
# Shown with the figures of the type, once there are some: the field that tells it.
WITH_FIGURES = {
    "performance": (
        "latest_value",
        frozenset(
            {
                "indicator_definition",
                "formula",
                "limits",
                "direction",
                "target_value",
                "target_year",
                "baseline_value",
                "baseline_year",
                "latest_value",
                "latest_period",
                "achievement_rate",
                "performance_status",
                "performance_status_reason",
            }
        ),
    ),
    "environment": (
        "last_observed_at",
        frozenset(
            {"validation_level", "data_nature", "station_count", "last_observed_at"}
        ),
    ),
}
IN_HEAD = frozenset({"url", "name", "description", "format", "resource_kind"})


class File(TypedDict):
    """A file of a dataset, ready to show."""

    id: str
    name: str
    description: str
    format: str
    size: str
    kind: str
    url: str
    download: bool
    read_url: str


def territory_dataset_facts(pkg: Mapping[str, Any]) -> list[FactGroup]:
    """Return the filled fields that the page does not show at a better place.

    They are grouped as in the form; a group without a filled field is left out.
    """
    schema = tk.h.scheming_get_dataset_schema(pkg["type"]) or {}
    told_by, shown = WITH_FIGURES.get(pkg["type"], ("", frozenset()))
    elsewhere = ELSEWHERE | shown if pkg.get(told_by) else ELSEWHERE
    return list(fact_groups(schema.get("dataset_fields", []), pkg, elsewhere))


def territory_file_facts(pkg: Mapping[str, Any], res: Mapping[str, Any]) -> list[Fact]:
    """Return the filled fields of a file that the head of its page does not show."""
    schema = tk.h.scheming_get_dataset_schema(pkg["type"]) or {}
    return list(facts(schema.get("resource_fields", []), res, IN_HEAD))


def territory_dataset_period(pkg: Mapping[str, Any]) -> str:
    """Return the periods that the data cover, in words."""
    spans = pkg.get("temporal_coverage") or []
    texts = (territory_period(span.get("start"), span.get("end")) for span in spans)
    return ", ".join(text for text in texts if text)


def territory_dataset_places(pkg: Mapping[str, Any]) -> str:
    """Return the territories that the data describe, in words."""
    codes = pkg.get("territory_code") or []
    if isinstance(codes, str):
        codes = [codes]
    level = pkg.get("territory_level") or ""
    return ", ".join(territory_place_label(code, level) for code in codes)


def territory_files(pkg: Mapping[str, Any]) -> list[File]:
    """Return the files of a dataset, data first, documents and archives last."""
    order = {"": 0, "main": 0, "api": 1, "visualisation": 2, "documentation": 3}
    resources = sorted(
        pkg.get("resources", []),
        key=lambda res: order.get(res.get("resource_kind") or "", 4),
    )
    kinds = _choices(pkg["type"], "resource_kind")
    return [_file(pkg, res, kinds) for res in resources]


def _file(
    pkg: Mapping[str, Any], res: Mapping[str, Any], kinds: Mapping[str, str]
) -> File:
    kind = res.get("resource_kind") or "main"
    url = res.get("url") or ""
    return {
        "id": res["id"],
        "name": res.get("name") or tk._("File"),
        "description": res.get("description") or "",
        "format": str(res.get("format") or "").upper(),
        "size": territory_size(res.get("size")),
        "kind": "" if kind == "main" else kinds.get(kind, ""),
        "url": url if tk.h.is_url(url) else "",
        "download": res.get("url_type") == "upload",
        "read_url": tk.h.url_for(
            f"{pkg['type']}_resource.read", id=pkg["name"], resource_id=res["id"]
        ),
    }


def _choices(dataset_type: str, name: str) -> dict[str, str]:
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    for field in schema.get("resource_fields", []):
        if field["field_name"] == name:
            return {
                choice["value"]: tk.h.scheming_language_text(choice["label"])
                for choice in field.get("choices", [])
            }
    return {}
