"""Writing and reading of the portal's own record of a budget."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa

from ckanext.territory.budgets.staging import Staged
from ckanext.territory.domain.budget import BudgetHeader
from ckanext.territory.domain.errors import Notice
from ckanext.territory.model.budget import NO_DECISION, Budget


def fill(
    record: Budget,
    staged: Staged,
    dataset_id: str,
    lines_id: str,
    document_id: str | None,
) -> None:
    """Write what a staged budget says into its record."""
    header = staged.header
    record.dataset_id = dataset_id
    record.resource_id = lines_id
    record.document_id = document_id
    record.entity_siret = header.entity_siret
    record.fiscal_year = header.fiscal_year
    record.budget_stage = header.stage
    record.decision_number = header.decision_number or NO_DECISION
    record.source_format = header.source_format
    record.content_hash = staged.content_hash
    record.lines_hash = staged.lines_hash
    record.seal = header.seal
    record.line_count = staged.line_count
    record.header = _header(header)
    record.totals = staged.totals.to_json()
    record.notices = [_notice(notice) for notice in staged.notices]
    record.privacy = blanked(staged)
    record.updated_at = sa.func.now()


def notices(record: Budget) -> list[Notice]:
    """Return the warnings kept in a record."""
    return [Notice(item["code"], item["context"]) for item in record.notices]


def _header(header: BudgetHeader) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(header).items()
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "code": notice.code,
        "context": {
            key: value if isinstance(value, (int, float, str)) else str(value)
            for key, value in notice.context.items()
        },
    }


def blanked(staged: Staged) -> dict[str, int]:
    """Return how many values naming persons were taken out, by kind."""
    return dict(staged.privacy.counts) if staged.privacy else {}
