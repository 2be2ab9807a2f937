"""Shapes of the answers of the budget actions."""

from __future__ import annotations

from typing import Any, Literal, TypedDict


class DatasetReference(TypedDict):
    """Where a published budget is."""

    id: str
    name: str
    url: str


class BudgetPublished(TypedDict):
    """Answer of ``territory_budget_publish``; amounts are decimal strings, in euros."""

    status: Literal["created", "updated", "unchanged"]
    state: Literal["active", "draft"]
    dataset: DatasetReference
    operating_expenditure: str
    operating_revenue: str
    investment_expenditure: str
    investment_revenue: str
    unknown_section: str
    lines: int
    warnings: list[str]
    blanked: dict[str, int]


class SeriesEntry(TypedDict):
    """Sum of real operations of one section, flow and chapter or function.

    ``voted`` and ``executed`` are decimal strings, or None where the file has none.
    """

    section: str
    flow: str
    kind: Literal["chapter", "function"]
    code: str
    label: str
    voted: str | None
    executed: str | None


class Sibling(TypedDict):
    """Another budget of the same body, visible to who asks."""

    id: str
    name: str
    title: str
    fiscal_year: int
    budget_stage: str
    decision_number: int | None
    totals: dict[str, str]


class BudgetShown(TypedDict):
    """Answer of ``territory_budget_show``."""

    dataset_id: str
    lines_id: str
    document_id: str | None
    header: dict[str, Any]
    amount_basis: Literal["voted", "executed"]
    totals: dict[str, str]
    series: list[SeriesEntry]
    lines: int
    warnings: list[str]
    blanked: dict[str, int]
    seal: str | None
    content_hash: str
    siblings: list[Sibling]


class ChartOfAccountsEntry(TypedDict):
    """A chart of accounts kept by the portal."""

    norm: str
    variant: str
    year: int
    accounts: int


class ChartOfAccountsImported(ChartOfAccountsEntry):
    """Answer of ``territory_accounts_import``."""

    status: Literal["imported", "unchanged"]
