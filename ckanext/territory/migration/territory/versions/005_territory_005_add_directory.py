"""Add services, absences, assignments, questions, answers, handovers and mails.

Revision ID: territory_005
Revises: territory_004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "territory_005"
down_revision = "territory_004"
branch_labels = None
depends_on = None

_NOW = sa.text("now()")
_EMPTY_OBJECT = sa.text("'{}'::jsonb")
_EMPTY_LIST = sa.text("'[]'::jsonb")
_ADDED_TO_REFERENT = (
    "site",
    "hours",
    "contact_url",
    "languages",
    "territories",
    "public_name_on",
    "deputy_id",
    "calendar_hash",
    "service_id",
)


def _key() -> sa.Column:
    return sa.Column("id", sa.Text, primary_key=True)


def _instant(name: str, *, required: bool = False, index: bool = False) -> sa.Column:
    return sa.Column(
        name,
        sa.DateTime(timezone=True),
        nullable=not required,
        server_default=_NOW if required else None,
        index=index,
    )


def _json(name: str, default: sa.TextClause) -> sa.Column:
    return sa.Column(name, JSONB, nullable=False, server_default=default)


def _text(name: str, default: str | None = None, **options: object) -> sa.Column:
    if default is not None:
        options["server_default"] = sa.text(f"'{default}'")
    return sa.Column(name, sa.Text, nullable=False, **options)


def _reference(name: str, index: bool = True) -> sa.Column:
    return sa.Column(name, sa.Text, index=index)


def _referent(name: str = "referent_id", **options: str) -> sa.Column:
    key = sa.ForeignKey("territory_referent.id", **options)
    return sa.Column(name, sa.Text, key, nullable=False, index=True)


def upgrade() -> None:
    _create_service()
    _move_services()
    _complete_referent()
    _create_absence()
    _create_referent_change()
    _create_assignment()
    _create_handover()
    _create_question()
    _create_published_answer()
    _create_mail()


def _create_service() -> None:
    op.create_table(
        "territory_service",
        _key(),
        _text("name"),
        _text("name_key"),
        sa.Column(
            "parent_id", sa.Text, sa.ForeignKey("territory_service.id"), index=True
        ),
        _reference("organization_id"),
        _text("mailbox", ""),
        _text("contact_url", ""),
        sa.Column("deadline_days", sa.Integer),
        sa.Column("is_desk", sa.Boolean, nullable=False, server_default=sa.false()),
        _text("state", "active"),
        _instant("orphans_reminded_at"),
        _instant("created_at", required=True),
        _instant("modified_at", required=True),
    )
    op.create_index(
        "territory_service_name_key",
        "territory_service",
        ["name_key"],
        unique=True,
        postgresql_where=sa.text("state = 'active'"),
    )


def _move_services() -> None:
    """Give each name that referents bear a row of its own."""
    op.add_column("territory_referent", sa.Column("service_id", sa.Text))
    op.add_column("territory_referent", sa.Column("name_key", sa.Text))
    # A name as the extension compares it: lower case, no accents.
    op.execute(
        "UPDATE territory_referent SET name_key ="
        " translate(replace(replace(lower(btrim(service)), 'œ', 'oe'), 'æ', 'ae'),"
        " 'àâäáãçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaceeeeiiiinooooouuuuyy')"
    )
    op.execute(
        "INSERT INTO territory_service (id, name, name_key)"
        " SELECT gen_random_uuid()::text, min(btrim(service)), name_key"
        " FROM territory_referent GROUP BY name_key"
    )
    op.execute(
        "UPDATE territory_referent SET service_id = territory_service.id"
        " FROM territory_service"
        " WHERE territory_service.name_key = territory_referent.name_key"
    )
    op.drop_column("territory_referent", "name_key")
    op.alter_column("territory_referent", "service_id", nullable=False)
    op.create_foreign_key(
        "territory_referent_service_id_fkey",
        "territory_referent",
        "territory_service",
        ["service_id"],
        ["id"],
    )
    op.create_index(
        "ix_territory_referent_service_id", "territory_referent", ["service_id"]
    )
    op.drop_column("territory_referent", "service")


def _complete_referent() -> None:
    for column in (
        _text("site", ""),
        _text("hours", ""),
        _text("contact_url", ""),
        _json("languages", _EMPTY_LIST),
        _json("territories", _EMPTY_LIST),
        sa.Column("public_name_on", sa.Date),
        sa.Column("deputy_id", sa.Text),
        sa.Column("calendar_hash", sa.Text),
    ):
        op.add_column("territory_referent", column)
    op.create_unique_constraint(
        "territory_referent_calendar_hash_key", "territory_referent", ["calendar_hash"]
    )


def _create_absence() -> None:
    op.create_table(
        "territory_absence",
        _key(),
        _referent(ondelete="CASCADE"),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("deputy_id", sa.Text),
        _instant("created_at", required=True),
    )


def _create_referent_change() -> None:
    op.create_table(
        "territory_referent_change",
        _key(),
        _text("referent_id", index=True),
        sa.Column("user_id", sa.Text),
        _text("kind"),
        _json("values", _EMPTY_OBJECT),
        _instant("changed_at", required=True, index=True),
    )


def _create_assignment() -> None:
    op.create_table(
        "territory_assignment",
        _key(),
        _text("kind"),
        _text("object_id"),
        _text("role", "responsible"),
        _referent(),
        _text("reason", ""),
        sa.Column("rule_id", sa.Text),
        _instant("created_at", required=True),
        sa.UniqueConstraint(
            "kind", "object_id", "role", name="territory_assignment_object_role"
        ),
    )
    op.create_table(
        "territory_assignment_rule",
        _key(),
        sa.Column("position", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("theme_code", sa.Text),
        sa.Column("owner_org", sa.Text),
        sa.Column("territory_code", sa.Text),
        sa.Column("source_id", sa.Text),
        sa.Column("dataset_type", sa.Text),
        _referent(),
        _instant("created_at", required=True),
    )


def _create_handover() -> None:
    op.create_table(
        "territory_handover",
        _key(),
        _text("referent_id", index=True),
        sa.Column("user_id", sa.Text),
        _json("moves", _EMPTY_LIST),
        _instant("created_at", required=True),
        _instant("undone_at"),
    )


def _create_question() -> None:
    op.create_table(
        "territory_question",
        _key(),
        _text("reference", unique=True),
        _text("token_hash", unique=True),
        _text("status", "received"),
        _text("subject", ""),
        _text("body", ""),
        _text("asker_name", ""),
        _text("asker_email", ""),
        sa.Column("asker_user_id", sa.Text),
        _text("language", "fr"),
        _json("about", _EMPTY_OBJECT),
        _reference("dataset_id"),
        _reference("referent_id"),
        _reference("service_id"),
        _text("sender_hash", ""),
        _text("network_hash", ""),
        sa.Column("due_on", sa.Date),
        _instant("created_at", required=True, index=True),
        _instant("modified_at", required=True),
        *(
            _instant(f"{name}_at")
            for name in ("reminded", "escalated", "answered", "closed", "erased")
        ),
    )
    op.create_table(
        "territory_question_event",
        _key(),
        sa.Column(
            "question_id",
            sa.Text,
            sa.ForeignKey("territory_question.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        _text("kind"),
        _text("author"),
        sa.Column("user_id", sa.Text),
        _text("body", ""),
        _json("details", _EMPTY_OBJECT),
        _instant("created_at", required=True),
    )


def _create_published_answer() -> None:
    op.create_table(
        "territory_published_answer",
        _key(),
        _reference("question_id"),
        _text("state", "proposed"),
        _text("question_text"),
        _text("answer_text"),
        _reference("dataset_id"),
        _json("theme_codes", _EMPTY_LIST),
        _reference("referent_id"),
        _reference("service_id", index=False),
        sa.Column("proposed_by", sa.Text),
        sa.Column("decided_by", sa.Text),
        _text("reason", ""),
        _instant("created_at", required=True),
        _instant("published_at"),
        _instant("modified_at", required=True),
    )


def _create_mail() -> None:
    op.create_table(
        "territory_mail",
        _key(),
        _text("kind"),
        _text("state", "pending", index=True),
        _reference("question_id"),
        _text("recipient"),
        _text("reply_to", ""),
        _text("subject"),
        _text("body"),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        _text("error", ""),
        _instant("locked_until"),
        _instant("next_at", required=True),
        _instant("created_at", required=True),
        _instant("sent_at"),
    )
    op.create_table(
        "territory_blocked_sender",
        sa.Column("email_hash", sa.Text, primary_key=True),
        _text("reason", ""),
        sa.Column("user_id", sa.Text),
        _instant("created_at", required=True),
    )


def downgrade() -> None:
    for name in (
        "blocked_sender",
        "mail",
        "published_answer",
        "question_event",
        "question",
        "handover",
        "assignment_rule",
        "assignment",
        "referent_change",
        "absence",
    ):
        op.drop_table(f"territory_{name}")
    op.add_column("territory_referent", sa.Column("service", sa.Text))
    op.execute(
        "UPDATE territory_referent SET service = territory_service.name"
        " FROM territory_service WHERE territory_service.id = service_id"
    )
    op.alter_column("territory_referent", "service", nullable=False)
    for name in _ADDED_TO_REFERENT:
        op.drop_column("territory_referent", name)
    op.drop_table("territory_service")
