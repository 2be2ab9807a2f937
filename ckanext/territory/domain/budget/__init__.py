"""Budgets of local authorities: readers, lines, charts of accounts, totals, privacy."""

from __future__ import annotations

from ckanext.territory.domain.budget.chart_of_accounts import (
    ChartAccount,
    ChartChapter,
    ChartLookup,
    ChartOfAccounts,
)
from ckanext.territory.domain.budget.document import BudgetDocument, open_document
from ckanext.territory.domain.budget.errors import BudgetError
from ckanext.territory.domain.budget.header import BudgetHeader
from ckanext.territory.domain.budget.labels import chapter_label, function_label
from ckanext.territory.domain.budget.limits import Limits
from ckanext.territory.domain.budget.line import BudgetLine, amount_of
from ckanext.territory.domain.budget.privacy import PrivacyReport, blank_personal_data
from ckanext.territory.domain.budget.scdl_writer import (
    SCDL_COLUMNS,
    scdl_row,
    write_scdl,
)
from ckanext.territory.domain.budget.totals import SeriesKind, SeriesRow, Totals
from ckanext.territory.domain.budget.words import (
    BudgetKind,
    Flow,
    OperationKind,
    Section,
    SourceFormat,
    Stage,
    VoteMode,
)

__all__ = [
    "SCDL_COLUMNS",
    "BudgetDocument",
    "BudgetError",
    "BudgetHeader",
    "BudgetKind",
    "BudgetLine",
    "ChartAccount",
    "ChartChapter",
    "ChartLookup",
    "ChartOfAccounts",
    "Flow",
    "Limits",
    "OperationKind",
    "PrivacyReport",
    "Section",
    "SeriesKind",
    "SeriesRow",
    "SourceFormat",
    "Stage",
    "Totals",
    "VoteMode",
    "amount_of",
    "blank_personal_data",
    "chapter_label",
    "function_label",
    "open_document",
    "scdl_row",
    "write_scdl",
]
