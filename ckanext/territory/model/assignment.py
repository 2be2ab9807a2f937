"""Who answers for what, and the rules that say so by themselves."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the id of a row before it is written
from ckan.plugins import toolkit as tk


class Assignment(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A referent's part in something.

    ``kind`` is dataset, theme, source or indicator, and ``object_id`` its id or code
    (``dataset id/indicator_id`` for an indicator). ``role`` is responsible, technical
    or business. Who is responsible for a dataset stands in the dataset itself
    (``referent_id``): here its row only keeps why.
    """

    __tablename__ = "territory_assignment"
    __table_args__ = (
        sa.UniqueConstraint(
            "kind", "object_id", "role", name="territory_assignment_object_role"
        ),
    )

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    kind: Mapped[str] = mapped_column(sa.Text)
    object_id: Mapped[str] = mapped_column(sa.Text)
    role: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'responsible'"))
    referent_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_referent.id"), index=True
    )
    reason: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    rule_id: Mapped[str | None] = mapped_column(sa.Text)
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )

    @staticmethod
    def of(kind: str, object_id: str) -> sa.Select[tuple[Assignment]]:
        """Return the statement of the roles in something, by role.

        Without the reason of a dataset's own referent.
        """
        return (
            sa.select(Assignment)
            .where(
                Assignment.kind == kind,
                Assignment.object_id == object_id,
                sa.not_(Assignment.is_reason()),
            )
            .order_by(Assignment.role)
        )

    @staticmethod
    def is_reason() -> sa.ColumnElement[bool]:
        """Return the condition of rows that only keep why: see above."""
        return sa.and_(Assignment.kind == "dataset", Assignment.role == "responsible")

    @staticmethod
    def parts_of(referent_id: str) -> sa.Select[tuple[Assignment]]:
        """Return the statement of what a referent takes part in, by thing and role.

        Without the datasets that the referent is responsible for.
        """
        return (
            sa.select(Assignment)
            .where(
                Assignment.referent_id == referent_id,
                sa.not_(Assignment.is_reason()),
            )
            .order_by(Assignment.kind, Assignment.object_id, Assignment.role)
        )


class AssignmentRule(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A rule: datasets that meet every condition given go to this referent.

    Rules are tried by ``position``; the first that fits wins. An empty condition is
    met by everything. ``owner_org`` is the id of the organization that publishes.
    """

    __tablename__ = "territory_assignment_rule"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    position: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    theme_code: Mapped[str | None] = mapped_column(sa.Text)
    owner_org: Mapped[str | None] = mapped_column(sa.Text)
    territory_code: Mapped[str | None] = mapped_column(sa.Text)
    source_id: Mapped[str | None] = mapped_column(sa.Text)
    dataset_type: Mapped[str | None] = mapped_column(sa.Text)
    referent_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_referent.id"), index=True
    )
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )

    @staticmethod
    def in_order() -> sa.Select[tuple[AssignmentRule]]:
        """Return the statement of all rules, in the order in which they are tried."""
        return sa.select(AssignmentRule).order_by(
            AssignmentRule.position, AssignmentRule.created_at, AssignmentRule.id
        )
