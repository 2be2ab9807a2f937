"""Add the tables of publishing: files read, drafts, contours, reviews, templates.

Revision ID: territory_004
Revises: territory_003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "territory_004"
down_revision = "territory_003"
branch_labels = None
depends_on = None

_NOW = sa.text("now()")
_EMPTY_OBJECT = sa.text("'{}'::jsonb")
_EMPTY_LIST = sa.text("'[]'::jsonb")


def _instant(name: str, *, required: bool = False) -> sa.Column:
    return sa.Column(
        name,
        sa.DateTime(timezone=True),
        nullable=not required,
        server_default=_NOW if required else None,
    )


def _json(name: str, default: sa.TextClause) -> sa.Column:
    return sa.Column(name, JSONB, nullable=False, server_default=default)


def _text(name: str, default: str | None = None, **options: object) -> sa.Column:
    if default is not None:
        options["server_default"] = sa.text(f"'{default}'")
    return sa.Column(name, sa.Text, nullable=False, **options)


def upgrade() -> None:
    _create_upload()
    _create_contour()
    _create_internal_value()
    _create_form_copy()
    _create_start()
    _create_dataset_template()
    _create_review()
    _create_table_schema()


def _create_upload() -> None:
    op.create_table(
        "territory_upload",
        sa.Column("resource_id", sa.Text, primary_key=True),
        _text("dataset_id", index=True),
        _text("state", "pending"),
        _text("content_hash", ""),
        sa.Column("size", sa.BigInteger, nullable=False, server_default=sa.text("0")),
        sa.Column("error_code", sa.Text),
        _json("error_context", _EMPTY_OBJECT),
        sa.Column("inspection", JSONB),
        sa.Column("figures", JSONB),
        sa.Column("validation", JSONB),
        _instant("created_at", required=True),
        _instant("read_at"),
    )


def _create_contour() -> None:
    op.create_table(
        "territory_contour",
        sa.Column("level", sa.Text, primary_key=True),
        sa.Column("code", sa.Text, primary_key=True),
        _text("name", ""),
        sa.Column("geometry", JSONB, nullable=False),
        _text("source", ""),
        _instant("loaded_at", required=True),
    )


def _create_internal_value() -> None:
    op.create_table(
        "territory_internal_value",
        sa.Column("dataset_id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", JSONB, nullable=False),
        _instant("updated_at", required=True),
    )


def _create_form_copy() -> None:
    op.create_table(
        "territory_form_copy",
        sa.Column("dataset_id", sa.Text, primary_key=True),
        sa.Column("user_id", sa.Text, primary_key=True),
        _json("data", _EMPTY_OBJECT),
        _text("based_on", ""),
        _instant("saved_at", required=True),
    )


def _create_start() -> None:
    op.create_table(
        "territory_start",
        sa.Column("id", sa.Text, primary_key=True),
        _text("user_id", index=True),
        _text("owner_org"),
        _text("file_name"),
        _json("inspection", _EMPTY_OBJECT),
        _json("answers", _EMPTY_OBJECT),
        _instant("created_at", required=True),
    )


def _create_dataset_template() -> None:
    op.create_table(
        "territory_dataset_template",
        sa.Column("id", sa.Text, primary_key=True),
        _text("owner_org", index=True),
        _text("title"),
        _text("dataset_type"),
        _json("data", _EMPTY_OBJECT),
        _text("created_by"),
        _instant("created_at", required=True),
    )


def _create_review() -> None:
    op.create_table(
        "territory_review",
        sa.Column("id", sa.Text, primary_key=True),
        _text("dataset_id", index=True),
        _text("state", "proposed"),
        _text("proposed_by"),
        _instant("proposed_at", required=True),
        sa.Column("decided_by", sa.Text),
        _instant("decided_at"),
        _text("message", ""),
        _text("reason", ""),
        _json("checklist", _EMPTY_LIST),
    )


def _create_table_schema() -> None:
    op.create_table(
        "territory_table_schema",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, primary_key=True),
        _text("address", ""),
        _text("title", ""),
        sa.Column("descriptor", JSONB, nullable=False),
        _instant("loaded_at", required=True),
    )


def downgrade() -> None:
    for table in (
        "table_schema",
        "review",
        "dataset_template",
        "start",
        "form_copy",
        "internal_value",
        "contour",
        "upload",
    ):
        op.drop_table(f"territory_{table}")
