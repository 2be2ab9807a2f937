"""Charts of accounts that an administrator imported."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from typing_extensions import Self

from ckan.plugins import toolkit as tk


class StoredChartOfAccounts(
    tk.BaseModel  # pyright: ignore[reportUntypedBaseClass] - made at run time
):
    """One chart of accounts: a norm, a variant, an exercise."""

    __tablename__ = "territory_chart_of_accounts"
    __table_args__ = (
        sa.UniqueConstraint(
            "norm", "variant", "year", name="territory_chart_of_accounts_identity"
        ),
    )

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    norm: Mapped[str] = mapped_column(sa.Text)
    variant: Mapped[str] = mapped_column(sa.Text)
    year: Mapped[int] = mapped_column(sa.Integer)
    account_count: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    content_hash: Mapped[str] = mapped_column(sa.Text)
    content: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb"), deferred=True
    )
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )

    @classmethod
    def listing(cls) -> sa.Select[tuple[Self]]:
        """Return the statement that lists the charts, the newest exercise first."""
        return sa.select(cls).order_by(cls.year.desc(), cls.norm, cls.variant)

    @classmethod
    def by_identity(cls, norm: str, variant: str, year: int) -> sa.Select[tuple[Self]]:
        """Return the statement that finds the chart of this identity."""
        return sa.select(cls).where(
            cls.norm == norm, cls.variant == variant, cls.year == year
        )

    @classmethod
    def in_force(cls, norm: str, variant: str, year: int) -> sa.Select[tuple[Self]]:
        """Return the statement that finds the newest chart not later than a year."""
        return (
            sa.select(cls)
            .where(cls.norm == norm, cls.variant == variant, cls.year <= year)
            .order_by(cls.year.desc())
            .limit(1)
        )
