"""What the portal keeps of a published budget besides its lines."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from typing_extensions import Self

from ckan import model
from ckan.plugins import toolkit as tk

NO_DECISION = 0


class Budget(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A budget document: its identity, where it went, its totals and chart series.

    The identity is (SIRET, exercise, stage, decision number). A stage that has no
    number holds 0 there, because the unique constraint would let nulls pass.
    """

    __tablename__ = "territory_budget"
    __table_args__ = (
        sa.UniqueConstraint(
            "entity_siret",
            "fiscal_year",
            "budget_stage",
            "decision_number",
            name="territory_budget_identity",
        ),
    )

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    dataset_id: Mapped[str] = mapped_column(sa.Text, unique=True)
    resource_id: Mapped[str] = mapped_column(sa.Text)
    document_id: Mapped[str | None] = mapped_column(sa.Text)
    entity_siret: Mapped[str] = mapped_column(sa.Text)
    fiscal_year: Mapped[int] = mapped_column(sa.Integer)
    budget_stage: Mapped[str] = mapped_column(sa.Text)
    decision_number: Mapped[int] = mapped_column(
        sa.Integer, server_default=sa.text("0")
    )
    source_format: Mapped[str] = mapped_column(sa.Text)
    content_hash: Mapped[str] = mapped_column(sa.Text)
    lines_hash: Mapped[str] = mapped_column(sa.Text)
    seal: Mapped[str | None] = mapped_column(sa.Text)
    line_count: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    header: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    totals: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    notices: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    privacy: Mapped[dict[str, int]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    updated_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )

    @classmethod
    def by_identity(
        cls, siret: str, year: int, stage: str, number: int
    ) -> sa.Select[tuple[Self]]:
        """Return the statement that finds the budget of this identity."""
        return sa.select(cls).where(
            cls.entity_siret == siret,
            cls.fiscal_year == year,
            cls.budget_stage == stage,
            cls.decision_number == number,
        )

    @classmethod
    def with_siblings(cls, dataset_id: str) -> sa.Select[Any]:
        """Return the statement that finds a dataset's budget and its siblings.

        Siblings are the other budgets of the same SIRET whose dataset is active. Rows:
        (Budget, dataset name, title, private, organization id), the oldest exercise
        first.
        """
        siret = (
            sa.select(cls.entity_siret)
            .where(cls.dataset_id == dataset_id)
            .scalar_subquery()
        )
        package = model.package_table
        return (
            sa.select(
                cls,
                package.c.name,
                package.c.title,
                package.c.private,
            )
            .join(package, package.c.id == cls.dataset_id)
            .where(
                cls.entity_siret == siret,
                sa.or_(
                    package.c.state == model.State.ACTIVE,
                    cls.dataset_id == dataset_id,
                ),
            )
            .order_by(cls.fiscal_year, cls.budget_stage, cls.decision_number)
        )
