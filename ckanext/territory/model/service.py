"""The services of the authority, which stand behind every referent."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the id of a row before it is written
from ckan.plugins import toolkit as tk

ACTIVE = "active"
CLOSED = "closed"


class Service(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A service: whom questions fall back on when nobody of it answers.

    ``name_key`` is the name as ``domain.french.normalize`` writes it: two active
    services never share one. ``is_desk`` marks the front desk of the authority, the
    fallback of the services themselves. ``deadline_days`` is the delay of an answer;
    None takes the portal's. ``organization_id`` is the CKAN organization that
    publishes its data, where there is one.
    """

    __tablename__ = "territory_service"
    __table_args__ = (
        sa.Index(
            "territory_service_name_key",
            "name_key",
            unique=True,
            postgresql_where=sa.text("state = 'active'"),
        ),
    )

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.Text)
    parent_id: Mapped[str | None] = mapped_column(
        sa.ForeignKey("territory_service.id"), index=True
    )
    organization_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    mailbox: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    contact_url: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    deadline_days: Mapped[int | None] = mapped_column(sa.Integer)
    is_desk: Mapped[bool] = mapped_column(sa.Boolean, server_default=sa.false())
    state: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'active'"))
    orphans_reminded_at: Mapped[dt.datetime | None] = mapped_column(
        sa.DateTime(timezone=True)
    )
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    modified_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )

    @staticmethod
    def active() -> sa.Select[tuple[Service]]:
        """Return the statement of all active services, by name."""
        return (
            sa.select(Service)
            .where(Service.state == ACTIVE)
            .order_by(Service.name_key, Service.id)
        )

    @staticmethod
    def desk() -> sa.Select[tuple[Service]]:
        """Return the statement of the desk of the authority, if it has one."""
        return sa.select(Service).where(Service.state == ACTIVE, Service.is_desk)

    @staticmethod
    def reachable() -> sa.Select[tuple[Service]]:
        """Return the statement of the active services that have a mailbox."""
        return sa.select(Service).where(Service.state == ACTIVE, Service.mailbox != "")

    @staticmethod
    def by_key(name_key: str) -> sa.Select[tuple[Service]]:
        """Return the statement of the active service of a normalized name."""
        return sa.select(Service).where(
            Service.state == ACTIVE, Service.name_key == name_key
        )
