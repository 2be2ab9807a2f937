"""A file received made into a dataset, with the proposals that were accepted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.model.start import Start
from ckanext.territory.starts import fields, keeping, proposals
from ckanext.territory.starts.creation import File, create_draft, told
from ckanext.territory.starts.types import Draft

# The file itself decides the other fields of a budget.
BUDGET_FIELDS = frozenset(
    {
        "title",
        "territory_theme",
        "territory_level",
        "territory_code",
        "temporal_coverage",
        "frequency",
    }
)


def publish(context: Context, row: Start, path: Path) -> Draft:
    """Return the dataset made of a file: a published budget, or a draft.

    Raises tk.ValidationError, tk.NotAuthorized, TerritoryError.
    """
    if proposals.is_budget(row):
        return _budget(context, row, path)
    keeping.check_resource_size(path, row.file_name)
    return _draft(context, row, path)


def _draft(context: Context, row: Start, path: Path) -> Draft:
    values = proposals.accepted(row)
    made = create_draft(
        context,
        values.get("type", fields.DEFAULT_TYPE),
        row.owner_org,
        values,
        file=File(path=path, name=row.file_name, fields=_resource(row, values)),
    )
    return told(made)


def _resource(row: Start, values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the file's resource."""
    found: dict[str, Any] = {
        "name": values.get("title") or Path(row.file_name).stem,
        "format": row.inspection.get("format") or "",
    }
    schema = values.get("conforms_to")
    if schema:
        found["conforms_to"] = schema[0] if isinstance(schema, list) else schema
    return found


def _budget(context: Context, row: Start, path: Path) -> Draft:
    with path.open("rb") as stream:
        published = tk.get_action("territory_budget_publish")(
            tk.fresh_context(context),
            {
                "owner_org": row.owner_org,
                "upload": FileStorage(stream=stream, filename=row.file_name),
                "stage": row.answers.get("stage", ""),
                "decision_number": row.answers.get("decision_number", ""),
            },
        )
    notices = list(published["warnings"])
    values = {
        name: value
        for name, value in fields.fitted("budget", proposals.accepted(row)).items()
        if name in BUDGET_FIELDS
    }
    dataset_id = published["dataset"]["id"]
    # A budget that was there before keeps what people wrote on its page.
    if values and published["status"] == "created":
        try:
            tk.get_action("package_patch")(
                tk.fresh_context(context), {"id": dataset_id, **values}
            )
        except tk.ValidationError:
            notices.append(
                tk._(
                    "The budget is published, but some of the accepted answers could "
                    "not be written. Check its description."
                )
            )
    made = tk.get_action("package_show")(tk.fresh_context(context), {"id": dataset_id})
    return told(made, notices)
