"""Figures as they are kept with the files of a dataset."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ckan import model

from ckanext.territory import messages
from ckanext.territory.figures.types import FiguresShown, FileFigures, State
from ckanext.territory.model.upload import Upload

WAITING = ("pending", "reading")
# Refusals of this reader; those of the other readers are said elsewhere.
OURS = "figures."


def shown(dataset_id: str) -> FiguresShown:
    """Return the figures of the files of a dataset, in the order of its files."""
    rows = model.Session.execute(
        sa.select(
            Upload.resource_id,
            model.Resource.name,
            Upload.state,
            Upload.error_code,
            Upload.error_context,
            Upload.figures,
        )
        .join(model.Resource, model.Resource.id == Upload.resource_id)
        .where(Upload.dataset_id == dataset_id)
        .where(model.Resource.state == model.State.ACTIVE)
        .order_by(model.Resource.position)
    ).all()
    files: list[FileFigures] = [
        {
            "resource_id": row.resource_id,
            "name": row.name or "",
            "kind": row.figures["kind"],
            "figures": row.figures,
        }
        for row in rows
        if row.figures
    ]
    return {
        "dataset_id": dataset_id,
        "state": _state(rows, files),
        "files": files,
        "errors": [
            messages.describe(row.error_code, row.error_context)
            for row in rows
            if (row.error_code or "").startswith(OURS)
        ],
    }


def of_kind(answer: FiguresShown, kind: str) -> list[dict[str, Any]]:
    """Return the figures of the files that follow a schema of ours, in order."""
    return [file["figures"] for file in answer["files"] if file["kind"] == kind]


def _state(rows: Any, files: list[FileFigures]) -> State:  # noqa: ANN401 - rows of a query
    if any(row.state in WAITING for row in rows):
        return "reading"
    if files:
        return "done"
    return "failed" if any(row.error_code for row in rows) else "empty"
