"""Helpers of a dataset's page: its facts as words, its files as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory.helper_functions.format import (
    territory_date,
    territory_euro,
    territory_number,
    territory_period,
    territory_size,
)
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
IN_HEAD = frozenset({"url", "name", "description", "format", "resource_kind"})
DATES = frozenset({"date.html", "datetime.html"})
NUMBER_FIELDS = frozenset({"reference_population"})
DATE_FIELDS = frozenset({"issued", "modified", "adopted_on"})


class Value(TypedDict):
    """A value as text; ``url`` is empty when it leads nowhere."""

    text: str
    url: str


class Fact(TypedDict):
    """A line of the page: a label and its values."""

    name: str
    label: str
    values: list[Value]


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


def territory_dataset_facts(pkg: Mapping[str, Any]) -> list[Fact]:
    """Return the filled fields that the page does not show at a better place."""
    schema = tk.h.scheming_get_dataset_schema(pkg["type"]) or {}
    return _facts(schema.get("dataset_fields", []), pkg, ELSEWHERE)


def territory_file_facts(pkg: Mapping[str, Any], res: Mapping[str, Any]) -> list[Fact]:
    """Return the filled fields of a file that the head of its page does not show."""
    schema = tk.h.scheming_get_dataset_schema(pkg["type"]) or {}
    return _facts(schema.get("resource_fields", []), res, IN_HEAD)


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
    return ", ".join(territory_place_label(code) for code in codes)


def territory_files(pkg: Mapping[str, Any]) -> list[File]:
    """Return the files of a dataset, data first, documents and archives last."""
    order = {"": 0, "main": 0, "api": 1, "visualisation": 2, "documentation": 3}
    resources = sorted(
        pkg.get("resources", []),
        key=lambda res: order.get(res.get("resource_kind") or "", 4),
    )
    kinds = _choices(pkg["type"], "resource_kind")
    return [_file(pkg, res, kinds) for res in resources]


def _facts(
    fields: Iterable[Mapping[str, Any]],
    data: Mapping[str, Any],
    left_out: frozenset[str],
) -> list[Fact]:
    facts: list[Fact] = []
    for field in fields:
        name = field["field_name"]
        hidden = field.get("display_snippet", "") is None
        if name in left_out or hidden or "repeating_subfields" in field:
            continue
        values = list(_values(field, data.get(name)))
        if values:
            label = tk.h.scheming_language_text(field["label"])
            facts.append({"name": name, "label": label, "values": values})
    return facts


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


def _values(field: Mapping[str, Any], raw: object) -> Iterator[Value]:
    for item in _flat(raw):
        text, url = str(item), ""
        if field.get("choices") or field.get("choices_helper"):
            text = _choice(field, text)
        elif (
            field["field_name"] in DATE_FIELDS or field.get("display_snippet") in DATES
        ):
            text = territory_date(text)
        elif field.get("display_snippet") == "territory_euro.html":
            text = territory_euro(text)
        elif field["field_name"] in NUMBER_FIELDS:
            text = territory_number(text)
        elif tk.h.is_url(text):
            url = text
        yield {"text": text, "url": url}


def _flat(raw: object) -> Iterable[object]:
    if raw is None or raw == "":
        return ()
    return [item for item in raw if item] if isinstance(raw, list) else (raw,)


def _choice(field: Mapping[str, Any], value: str) -> str:
    choices = tk.h.scheming_field_choices(field) or []
    return str(tk.h.scheming_choices_label(choices, value))
