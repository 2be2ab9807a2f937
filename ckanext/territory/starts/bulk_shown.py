"""A list of datasets in words: its rows, what becomes of each, how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ckanext.territory import messages
from ckanext.territory.model.start import Start
from ckanext.territory.starts import rows
from ckanext.territory.starts.bulk_types import BulkRow, BulkShown, Planned, Said
from ckanext.territory.starts.bulk_work import OPEN


def shown(row: Start) -> BulkShown:
    """Return a list as its action answers it."""
    results: dict[str, Any] = row.answers.get("results", {})
    lines = [
        _row(planned, results.get(str(planned["line"]), {}))
        for planned in row.inspection["rows"]
    ]
    state = row.answers.get("state", "ready")
    to_create = sum(each["outcome"] == "create" for each in row.inspection["rows"])
    return {
        "id": row.id,
        "owner_org": row.owner_org,
        "file_name": row.file_name,
        "state": state,
        "is_open": state in OPEN,
        "created_at": row.created_at.isoformat(),
        "expires_at": (row.created_at + rows.KEPT).isoformat(),
        "counts": dict(Counter(line["outcome"] for line in lines)),
        "done": len(results),
        "total": to_create,
        "unknown": row.inspection["unknown"],
        "rows": lines,
    }


def _row(planned: Planned, result: Mapping[str, Any]) -> BulkRow:
    problems = [*planned["problems"]]
    if result.get("problem"):
        problems.append(result["problem"])
    return {
        "line": planned["line"],
        "title": planned["title"],
        "outcome": result.get("outcome") or planned["outcome"],
        "dataset": result.get("dataset") or planned["dataset"],
        "problems": [_said(each) for each in problems],
        "notes": [_said(each) for each in planned["notes"]],
    }


def _said(facts: Mapping[str, str]) -> Said:
    return {
        "column": facts["column"],
        "found": facts["found"],
        "sentence": messages.describe(facts["code"], facts),
    }
