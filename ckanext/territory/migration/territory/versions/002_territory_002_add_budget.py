"""add budget

Revision ID: territory_002
Revises: territory_001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "territory_002"
down_revision = "territory_001"
branch_labels = None
depends_on = None


def _instant(name: str) -> sa.Column:
    return sa.Column(
        name,
        sa.DateTime(timezone=True),
        nullable=False,
        server_default=sa.func.now(),
    )


def _json(name: str, empty: str) -> sa.Column:
    return sa.Column(
        name, JSONB, nullable=False, server_default=sa.text(f"'{empty}'::jsonb")
    )


def _count(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    op.create_table(
        "territory_budget",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dataset_id", sa.Text, nullable=False, unique=True),
        sa.Column("resource_id", sa.Text, nullable=False),
        sa.Column("document_id", sa.Text),
        sa.Column("entity_siret", sa.Text, nullable=False),
        sa.Column("fiscal_year", sa.Integer, nullable=False),
        sa.Column("budget_stage", sa.Text, nullable=False),
        _count("decision_number"),
        sa.Column("source_format", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("lines_hash", sa.Text, nullable=False),
        sa.Column("seal", sa.Text),
        _count("line_count"),
        _json("header", "{}"),
        _json("totals", "{}"),
        _json("notices", "[]"),
        _json("privacy", "{}"),
        _instant("created_at"),
        _instant("updated_at"),
        sa.UniqueConstraint(
            "entity_siret",
            "fiscal_year",
            "budget_stage",
            "decision_number",
            name="territory_budget_identity",
        ),
    )
    op.create_table(
        "territory_chart_of_accounts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("norm", sa.Text, nullable=False),
        sa.Column("variant", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        _count("account_count"),
        sa.Column("content_hash", sa.Text, nullable=False),
        _json("content", "{}"),
        _instant("created_at"),
        sa.UniqueConstraint(
            "norm", "variant", "year", name="territory_chart_of_accounts_identity"
        ),
    )


def downgrade() -> None:
    op.drop_table("territory_chart_of_accounts")
    op.drop_table("territory_budget")
