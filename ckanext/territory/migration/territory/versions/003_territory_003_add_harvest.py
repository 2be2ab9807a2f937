"""Add the tables of harvesting.

Revision ID: territory_003
Revises: territory_002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "territory_003"
down_revision = "territory_002"
branch_labels = None
depends_on = None

_NOW = sa.text("now()")
_EMPTY_OBJECT = sa.text("'{}'::jsonb")
_EMPTY_LIST = sa.text("'[]'::jsonb")
_ZERO = sa.text("0")


def _instant(name: str, *, required: bool = False) -> sa.Column:
    return sa.Column(
        name,
        sa.DateTime(timezone=True),
        nullable=not required,
        server_default=_NOW if required else None,
    )


def _json(name: str, default: sa.TextClause) -> sa.Column:
    return sa.Column(name, JSONB, nullable=False, server_default=default)


def upgrade() -> None:
    op.create_table(
        "territory_source",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("owner_org", sa.Text, nullable=False, index=True),
        sa.Column("state", sa.Text, nullable=False, server_default=sa.text("'active'")),
        _instant("created_at", required=True),
        sa.UniqueConstraint("url", "owner_org", name="territory_source_url_owner"),
    )
    op.create_table(
        "territory_collection",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "source_id",
            sa.Text,
            sa.ForeignKey("territory_source.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        _json("theme_keys", _EMPTY_LIST),
        sa.Column("default_theme", sa.Text),
    )
    _create_run()
    _create_record()
    op.create_table(
        "territory_batch",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "run_id",
            sa.Text,
            sa.ForeignKey("territory_run.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("state", sa.Text, nullable=False, server_default=sa.text("'ready'")),
        sa.Column("locked_by", sa.Text),
        _instant("locked_until"),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=_ZERO),
        _instant("created_at", required=True),
        _instant("finished_at"),
    )
    op.create_index("territory_batch_run_state", "territory_batch", ["run_id", "state"])
    op.create_index(
        "territory_batch_ready",
        "territory_batch",
        ["locked_until"],
        postgresql_where=sa.text("state = 'ready'"),
    )


def _create_run() -> None:
    op.create_table(
        "territory_run",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "source_id",
            sa.Text,
            sa.ForeignKey("territory_source.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "status", sa.Text, nullable=False, server_default=sa.text("'pending'")
        ),
        _instant("created_at", required=True),
        _instant("started_at"),
        _instant("listed_at"),
        _instant("finished_at"),
        sa.Column("locked_by", sa.Text),
        _instant("locked_until"),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=_ZERO),
        sa.Column("announced", sa.Integer),
        sa.Column(
            "is_complete", sa.Boolean, nullable=False, server_default=sa.text("false")
        ),
        sa.Column("error_code", sa.Text),
        _json("error_context", _EMPTY_OBJECT),
        _json("rejects", _EMPTY_LIST),
        sa.Column("reject_count", sa.Integer, nullable=False, server_default=_ZERO),
        _json("counts", _EMPTY_OBJECT),
    )
    op.create_index(
        "territory_run_one_open",
        "territory_run",
        ["source_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('pending', 'running')"),
    )
    op.create_index(
        "territory_run_source_created", "territory_run", ["source_id", "created_at"]
    )


def _create_record() -> None:
    op.create_table(
        "territory_record",
        sa.Column(
            "source_id",
            sa.Text,
            sa.ForeignKey("territory_source.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("remote_guid", sa.Text, primary_key=True),
        sa.Column("package_id", sa.Text, nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("remote_url", sa.Text, nullable=False, server_default=sa.text("''")),
        _instant("remote_modified"),
        sa.Column("content_hash", sa.Text),
        sa.Column("pending_hash", sa.Text),
        sa.Column("dataset", JSONB),
        sa.Column("batch_id", sa.Text),
        sa.Column("last_run_id", sa.Text),
        sa.Column("outcome", sa.Text),
        sa.Column("reason_code", sa.Text),
        _json("reason_context", _EMPTY_OBJECT),
    )
    op.create_index(
        "territory_record_run_outcome", "territory_record", ["last_run_id", "outcome"]
    )
    op.create_index(
        "territory_record_batch",
        "territory_record",
        ["batch_id"],
        postgresql_where=sa.text("batch_id IS NOT NULL"),
    )


def downgrade() -> None:
    for table in ("batch", "record", "run", "collection", "source"):
        op.drop_table(f"territory_{table}")
