"""Who answers for data inside the authority."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from ckan import model
from ckan.model.types import make_uuid  # the id of a row before it is written
from ckan.plugins import toolkit as tk

from ckanext.territory.model.question import PublishedAnswer
from ckanext.territory.model.service import Service

ACTIVE = "active"
DELETED = "deleted"


class Referent(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A referent with two faces.

    Public: function, service, site, mailbox or contact_url, hours, languages, themes,
    territories (codes), problems, skills; the name too from ``public_name_on``, the day
    of the consent. Internal, for agents: name, email, phone, user_id. The id is opaque:
    it is what datasets hold. ``deputy_id`` is another referent; ``calendar_hash`` the
    SHA-256 of the secret in the address of the person's calendar.
    """

    __tablename__ = "territory_referent"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    function: Mapped[str] = mapped_column(sa.Text)
    service_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_service.id"), index=True
    )
    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)
    site: Mapped[str] = mapped_column(sa.Text, server_default="")
    hours: Mapped[str] = mapped_column(sa.Text, server_default="")
    mailbox: Mapped[str] = mapped_column(sa.Text, server_default="")
    contact_url: Mapped[str] = mapped_column(sa.Text, server_default="")
    languages: Mapped[list[str]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    territories: Mapped[list[str]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    themes: Mapped[list[str]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    problems: Mapped[list[str]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    skills: Mapped[list[str]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    is_public: Mapped[bool] = mapped_column(sa.Boolean, server_default=sa.false())
    name: Mapped[str] = mapped_column(sa.Text, server_default="")
    email: Mapped[str] = mapped_column(sa.Text, server_default="")
    phone: Mapped[str] = mapped_column(sa.Text, server_default="")
    user_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    public_name_on: Mapped[dt.date | None] = mapped_column(sa.Date)
    deputy_id: Mapped[str | None] = mapped_column(sa.Text)
    calendar_hash: Mapped[str | None] = mapped_column(sa.Text, unique=True)
    state: Mapped[str] = mapped_column(sa.Text, server_default=ACTIVE)
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    modified_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )

    @staticmethod
    def active() -> sa.Select[tuple[Referent]]:
        """Return the statement of all active referents, by service and function."""
        return (
            sa.select(Referent)
            .join(Referent.service)
            .options(contains_eager(Referent.service))
            .where(Referent.state == ACTIVE)
            .order_by(Service.name_key, Referent.function, Referent.id)
        )

    @staticmethod
    def version() -> sa.Select[Any]:
        """Return the statement of a row that changes with what the search is made of.

        Referents, services and published answers. Sums, and not the latest date:
        transactions may commit in another order than that of their dates.
        """

        def changes(table: Any) -> Any:  # noqa: ANN401 - mapped at run time
            moments = sa.func.sum(sa.extract("epoch", table.modified_at))
            return sa.select(moments).scalar_subquery()

        moments = sa.func.sum(sa.extract("epoch", Referent.modified_at))
        return sa.select(
            sa.func.count(), moments, changes(Service), changes(PublishedAnswer)
        ).where(Referent.state == ACTIVE)

    @staticmethod
    def public_ids() -> sa.Select[tuple[str]]:
        """Return the statement of the ids of the referents that everybody finds."""
        return sa.select(Referent.id).where(
            Referent.state == ACTIVE, Referent.is_public
        )

    @staticmethod
    def ids_of_service(service_id: str) -> sa.Select[tuple[str]]:
        """Return the statement of the ids of the active referents of a service."""
        return sa.select(Referent.id).where(
            Referent.state == ACTIVE, Referent.service_id == service_id
        )

    @staticmethod
    def by_ids(ids: list[str]) -> sa.Select[tuple[Referent]]:
        """Return the statement of the active referents of these ids."""
        return sa.select(Referent).where(Referent.state == ACTIVE, Referent.id.in_(ids))

    @staticmethod
    def holdings() -> sa.Select[Any]:
        """Return the statement of what public datasets bring to the search.

        Rows hold the referent id, the dataset id, the title and the list of keywords.
        """
        package, link, tag = (
            model.package_table,
            model.package_tag_table,
            model.tag_table,
        )
        held = package.c.extras["referent_id"].astext
        keywords = sa.func.array_remove(sa.func.array_agg(tag.c.name), None)
        return (
            sa.select(held, package.c.id, package.c.title, keywords)
            .outerjoin(
                link,
                (link.c.package_id == package.c.id)
                & (link.c.state == model.State.ACTIVE),
            )
            .outerjoin(tag, tag.c.id == link.c.tag_id)
            .where(
                package.c.state == model.State.ACTIVE,
                package.c.private.is_(False),
                held.isnot(None),
                held != "",
            )
            .group_by(held, package.c.id, package.c.title)
            .order_by(package.c.id)
        )

    @staticmethod
    def held_by(referent_id: str) -> sa.Select[tuple[int]]:
        """Return the statement that counts a referent's datasets, at any level."""
        package = model.package_table
        return (
            sa.select(sa.func.count())
            .select_from(package)
            .where(
                package.c.state != model.State.DELETED,
                package.c.extras["referent_id"].astext == referent_id,
            )
        )
