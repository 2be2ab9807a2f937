"""The report of a file as people read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory import messages
from ckanext.territory.messages.validation import PROBLEMS
from ckanext.territory.model.upload import Upload
from ckanext.territory.validations.storing import absolute, page_of
from ckanext.territory.validations.types import (
    CellProblem,
    ColumnProblem,
    ValidationLine,
    ValidationShown,
)

OPEN = ("pending", "reading")


def shown(resource: model.Resource, *, can_edit: bool) -> ValidationShown:
    """Return the report of a resource's file.

    Who may not edit the dataset gets what is wrong by column, and no cell.
    """
    row = model.Session.get(Upload, resource.id)
    report: dict[str, Any] = (row.validation if row else None) or {}
    dataset, schema = resource.package, report.get("schema", {})
    findings, address = report.get("errors", []), schema.get("address", "")
    return {
        "resource_id": resource.id,
        "resource_name": resource.name or tk._("File"),
        "dataset_id": dataset.id,
        "dataset_name": dataset.name,
        "dataset_title": dataset.title or dataset.name,
        "dataset_type": dataset.type,
        "can_edit": can_edit,
        "status": report.get("status", "not_run"),
        "is_waiting": _is_waiting(row),
        "schema_title": schema.get("title", ""),
        "schema_version": schema.get("version", ""),
        "schema_address": absolute(address),
        "schema_page": page_of(schema.get("name", ""), address),
        "is_claimed": schema.get("is_claimed", False),
        "reason": _reason(report, can_edit=can_edit),
        "stop": _stop(report),
        "row_count": report.get("row_count", 0),
        "faulty_row_count": report.get("faulty_row_count", 0),
        "error_count": report.get("error_count", 0),
        "is_partial": report.get("is_partial", False),
        "notices": [_notice(each) for each in report.get("notices", []) if can_edit],
        "columns": _columns(report, can_edit=can_edit),
        "rows": [_cell(each) for each in findings] if can_edit else [],
        "checked_at": report.get("checked_at"),
    }


def listed(dataset_id: str) -> list[ValidationLine]:
    """Return the result of each file of a dataset that a schema concerns."""
    found = Upload.validation
    statement = sa.select(
        Upload.resource_id,
        found["status"].astext,
        found["schema"]["title"].astext,
        found["faulty_row_count"].as_integer(),
        found["error_count"].as_integer(),
        found["is_partial"].as_boolean(),
    ).where(
        Upload.dataset_id == dataset_id,
        Upload.state.not_in(OPEN),
        found["status"].astext.is_not(None),
    )
    return [
        {
            "resource_id": resource_id,
            "status": status,
            "schema_title": title or "",
            "faulty_row_count": rows or 0,
            "error_count": errors or 0,
            "is_partial": bool(is_partial),
        }
        for resource_id, status, title, rows, errors, is_partial in (
            model.Session.execute(statement)
        )
    ]


def _is_waiting(row: Upload | None) -> bool:
    if row is None:
        return False
    return row.state in OPEN or bool((row.validation or {}).get("is_waiting"))


def _reason(report: Mapping[str, Any], *, can_edit: bool) -> str:
    """Return why a file is not checked; empty when it is."""
    if report.get("status", "not_run") != "not_run":
        return ""
    if not can_edit:
        return tk._("This file has not been checked yet.")
    code = report.get("reason") or "validation.never"
    return messages.describe(code, report.get("facts", {}))


def _stop(report: Mapping[str, Any]) -> str:
    stopped_by = report.get("stopped_by")
    if not stopped_by:
        return ""
    key = "error_count" if stopped_by == "errors" else "row_count"
    return messages.describe(f"validation.stopped_{stopped_by}", {"count": report[key]})


def _notice(notice: Mapping[str, Any]) -> str:
    return messages.describe(notice["code"], notice["facts"])


def _columns(report: Mapping[str, Any], *, can_edit: bool) -> list[ColumnProblem]:
    """Return what is wrong by column; codes that say the same to people are one."""
    found: dict[tuple[str, str], ColumnProblem] = {}
    for each in report.get("errors", []):
        column, problem = each["column"], _problem(each["code"])
        line = found.setdefault(
            (column, problem),
            {
                "column": column,
                "problem": problem,
                "remedy": _remedy(each) if can_edit else "",
                "count": 0,
            },
        )
        line["count"] += 1
    return sorted(found.values(), key=lambda line: -line["count"])


def _cell(finding: Mapping[str, Any]) -> CellProblem:
    return {
        "row": finding["row"],
        "column": finding["column"],
        "value": finding["value"],
        "problem": _problem(finding["code"]),
        "remedy": _remedy(finding),
    }


def _problem(code: str) -> str:
    return tk._(PROBLEMS[code])


def _remedy(finding: Mapping[str, Any]) -> str:
    return messages.describe(finding["code"], finding["facts"])
