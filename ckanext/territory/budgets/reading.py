"""What the portal answers about a published budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory import messages
from ckanext.territory.budgets import record, words
from ckanext.territory.budgets.dataset import EXECUTED, amounts
from ckanext.territory.budgets.types import BudgetShown, SeriesEntry, Sibling
from ckanext.territory.domain.budget import (
    SeriesRow,
    Totals,
    chapter_label,
    function_label,
)
from ckanext.territory.model.budget import Budget


def shown(
    context: Context, dataset_id: str, rows: Sequence[sa.Row[Any]]
) -> BudgetShown | None:
    """Return the answer for a dataset, from the rows of ``Budget.with_siblings``."""
    own = next((row[0] for row in rows if row[0].dataset_id == dataset_id), None)
    if own is None:
        return None
    totals = Totals.from_json(own.totals)
    return {
        "dataset_id": dataset_id,
        "lines_id": own.resource_id,
        "document_id": own.document_id,
        "header": own.header,
        "amount_basis": "executed" if own.budget_stage in EXECUTED else "voted",
        "totals": amounts(totals),
        "series": _series(totals, own.header["accounting_framework"]),
        "lines": own.line_count,
        "warnings": [messages.describe_error(note) for note in record.notices(own)],
        "blanked": own.privacy,
        "seal": own.seal,
        "content_hash": own.content_hash,
        "siblings": [
            _sibling(*row)
            for row in rows
            if row[0].dataset_id != dataset_id and _is_visible(context, row)
        ],
    }


def _is_visible(context: Context, row: sa.Row[Any]) -> bool:
    """Tell whether the caller may read a sibling; what is not private is public."""
    if not row.private:
        return True
    try:
        tk.check_access(
            "package_show", tk.fresh_context(context), {"id": row[0].dataset_id}
        )
    except tk.NotAuthorized:
        return False
    return True


def _sibling(budget: Budget, name: str, title: str, private: bool) -> Sibling:
    return {
        "id": budget.dataset_id,
        "name": name,
        "title": title,
        "fiscal_year": budget.fiscal_year,
        "budget_stage": budget.budget_stage,
        "decision_number": budget.decision_number or None,
        "totals": amounts(Totals.from_json(budget.totals)),
    }


def _series(totals: Totals, framework: str | None) -> list[SeriesEntry]:
    return [
        {
            "section": row.section,
            "flow": row.flow,
            "kind": kind,
            "code": row.code or "",
            "label": _label(kind, row, framework),
            "voted": None if row.voted is None else str(row.voted),
            "executed": None if row.executed is None else str(row.executed),
        }
        for kind in ("chapter", "function")
        for row in totals.by(kind)
    ]


def _label(kind: str, row: SeriesRow, framework: str | None) -> str:
    """Return the name of a row: in French as in the file, else in our own words."""
    if not row.code:
        return tk._("Without a code")
    lookup = chapter_label if kind == "chapter" else function_label
    language = "fr" if words.lang().startswith("fr") else "en"
    own = lookup(framework, row.code, language)
    found = (row.label or own) if language == "fr" else (own or row.label)
    return found or row.code
