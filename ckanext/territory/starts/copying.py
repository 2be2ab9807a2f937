"""What a new dataset keeps of another: for its next edition, or as a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.territory.domain.edition import next_period, next_title, next_year
from ckanext.territory.starts import fields

# They belong to one dataset, or to one edition of it.
NOT_COPIED = frozenset(
    {"name", "url", "identifier", "adopted_on", "decision_number", "tag_string"}
)
# They say who answers in one service, which another one does not decide.
OF_THE_SERVICE = frozenset({"referent_id", "contact"})
IN_TEMPLATES = (
    "territory_theme",
    "referent_id",
    "contact",
    "territory_level",
    "territory_code",
    "frequency",
    "license_id",
    "access_level",
    "access_limitation",
    "publisher",
    "language",
    "policy_area",
    "environment_domain",
    "personal_data",
    "legal_basis",
)
"""What the datasets of a service have in common."""


def next_edition(
    dataset: Mapping[str, Any], *, elsewhere: bool = False
) -> dict[str, Any]:
    """Return the fields of the following year's dataset, without files.

    What the portal computed from a file (totals, latest values) is left out: the new
    file brings its own. ``elsewhere`` is for a dataset of another organization.
    """
    known = fields.of_type(dataset["type"])
    left = NOT_COPIED | (OF_THE_SERVICE if elsewhere else frozenset())
    kept = {
        name: dataset[name]
        for name, field in known.items()
        if name not in left
        and fields.is_asked(field)
        and not fields.is_empty(dataset.get(name))
    }
    # Which budget it is does not change with the year.
    for name in ("entity_name", "entity_siret", "main_entity_siret", "budget_kind"):
        if name in known and not fields.is_empty(dataset.get(name)):
            kept[name] = dataset[name]
    kept["title"] = next_title(str(dataset.get("title") or ""))
    kept["tags"] = [
        {"name": next_title(tag["name"])} for tag in dataset.get("tags") or []
    ]
    following = next_year(dataset.get("fiscal_year"))
    if "fiscal_year" in known and following:
        kept["fiscal_year"] = following
    return kept | {"temporal_coverage": _periods(dataset)}


def for_template(dataset: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that a template of the service keeps."""
    return {
        name: dataset[name]
        for name in IN_TEMPLATES
        if not fields.is_empty(dataset.get(name))
    }


def _periods(dataset: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the periods moved on by one year, when each is one year long."""
    found = []
    for period in dataset.get("temporal_coverage") or []:
        moved = next_period(str(period.get("start")), str(period.get("end")))
        if moved is None:
            return []
        found.append({"start": moved[0], "end": moved[1]})
    return found
