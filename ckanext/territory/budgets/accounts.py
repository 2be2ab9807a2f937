"""Charts of accounts kept by the portal, found for the readers of budgets."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ckan import model

from ckanext.territory.domain.budget import ChartOfAccounts
from ckanext.territory.model.chart_of_accounts import StoredChartOfAccounts


def find_chart(nomenclature: str, year: int) -> ChartOfAccounts | None:
    """Return the imported chart of a nomenclature (``M57-M57_D``) for an exercise.

    A chart stays in force until a newer one replaces it, and the official file of an
    exercise may name an older one: the newest that is not later serves.
    """
    norm, _, variant = nomenclature.partition("-")
    stored = model.Session.execute(
        StoredChartOfAccounts.in_force(norm, variant, year)
    ).scalar_one_or_none()
    return ChartOfAccounts.from_json(stored.content) if stored is not None else None


def store_chart(path: Path) -> tuple[StoredChartOfAccounts, bool]:
    """Keep the chart of a file in the session; tell whether anything changed.

    Raises BudgetError when the file is not a chart of accounts.
    """
    chart = ChartOfAccounts.parse(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    stored = model.Session.execute(
        StoredChartOfAccounts.by_identity(chart.norm, chart.variant, chart.year)
    ).scalar_one_or_none()
    if stored is not None and stored.content_hash == digest:
        return stored, False
    stored = stored or StoredChartOfAccounts(
        norm=chart.norm, variant=chart.variant, year=chart.year
    )
    stored.account_count = len(chart.accounts)
    stored.content_hash = digest
    stored.content = chart.to_json()
    model.Session.add(stored)
    return stored, True
