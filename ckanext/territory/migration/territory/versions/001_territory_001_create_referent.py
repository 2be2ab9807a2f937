"""create referent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "territory_001"
down_revision = None
branch_labels = None
depends_on = None

TABLE = "territory_referent"


def upgrade() -> None:
    def text(name: str) -> sa.Column[str]:
        return sa.Column(name, sa.Text, nullable=False, server_default="")

    def words(name: str) -> sa.Column[list[str]]:
        empty = sa.text("'[]'::jsonb")
        return sa.Column(name, JSONB, nullable=False, server_default=empty)

    def moment(name: str) -> sa.Column[object]:
        aware = sa.DateTime(timezone=True)
        return sa.Column(name, aware, nullable=False, server_default=sa.func.now())

    op.create_table(
        TABLE,
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("function", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        text("mailbox"),
        words("themes"),
        words("problems"),
        words("skills"),
        sa.Column("is_public", sa.Boolean, nullable=False, server_default=sa.false()),
        text("name"),
        text("email"),
        text("phone"),
        sa.Column("user_id", sa.Text),
        sa.Column("state", sa.Text, nullable=False, server_default="active"),
        moment("created_at"),
        moment("modified_at"),
    )
    op.create_index(op.f("ix_territory_referent_user_id"), TABLE, ["user_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_territory_referent_user_id"), table_name=TABLE)
    op.drop_table(TABLE)
