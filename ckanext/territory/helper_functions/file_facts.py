"""What a file is, as pairs of words for the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.budgets.words import stage_label
from ckanext.territory.helper_functions.format import (
    territory_number,
    territory_period,
    territory_size,
)
from ckanext.territory.messages.marker import N_

Pair = dict[str, str]

KINDS = {
    "csv": N_("Table (CSV)"),
    "xlsx": N_("Spreadsheet (XLSX)"),
    "xls": N_("Spreadsheet (XLS)"),
    "ods": N_("Spreadsheet (ODS)"),
    "geojson": N_("Map data (GeoJSON)"),
    "geopackage": N_("Map data (GeoPackage)"),
    "shapefile": N_("Map data (Shapefile)"),
    "totem": N_("Budget (TOTEM)"),
    "scdl_budget": N_("Budget (SCDL)"),
}
SEPARATORS = {
    ";": N_("semicolon"),
    ",": N_("comma"),
    "\t": N_("tabulation"),
    "|": N_("vertical bar"),
}
ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


def fact_rows(shown: Mapping[str, Any]) -> list[Pair]:
    """Return label and value of what was read in a file; what is not known is left."""
    inspection = shown["inspection"]
    facts: Mapping[str, Any] = inspection.get("facts") or {}
    period = inspection.get("period") or {}
    return [
        {"label": label, "value": str(value)}
        for label, value in (
            (tk._("Kind"), _kind(shown)),
            (tk._("Size"), territory_size(facts.get("size"))),
            *_table(facts),
            (tk._("Layer"), facts.get("layer")),
            (tk._("Projection"), facts.get("crs")),
            *_budget(facts),
            (tk._("Period"), territory_period(period.get("start"), period.get("end"))),
        )
        if value
    ]


def _kind(shown: Mapping[str, Any]) -> str:
    known = KINDS.get(shown["file_kind"])
    other = shown["inspection"].get("format") or tk._("File of another kind")
    return tk._(known) if known else str(other)


def _table(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    separator, encoding = facts.get("separator"), str(facts.get("encoding") or "")
    return [
        (tk._("Rows"), territory_number(facts.get("rows"))),
        (tk._("Columns"), territory_number(facts.get("columns"))),
        (tk._("Sheet"), str(facts.get("sheet") or "")),
        (tk._("Encoding"), ENCODINGS.get(encoding, encoding.upper())),
        (tk._("Separator"), tk._(SEPARATORS[separator]) if separator else ""),
    ]


def _budget(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    stage = facts.get("stage")
    return [
        (tk._("Authority"), str(facts.get("entity") or "")),
        (tk._("SIRET"), str(facts.get("siret") or "")),
        (tk._("Fiscal year"), str(facts.get("year") or "")),
        (tk._("Stage"), stage_label(stage) if stage else ""),
    ]
