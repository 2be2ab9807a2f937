"""Days on which a referent does not answer."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the id of a row before it is written
from ckan.plugins import toolkit as tk


class Absence(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """An absence, both days included; absences of one referent never overlap.

    ``deputy_id`` replaces the usual deputy of the referent for these days.
    """

    __tablename__ = "territory_absence"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    referent_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_referent.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[dt.date] = mapped_column(sa.Date)
    ends_on: Mapped[dt.date] = mapped_column(sa.Date)
    deputy_id: Mapped[str | None] = mapped_column(sa.Text)
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )

    @staticmethod
    def of(referent_id: str) -> sa.Select[tuple[Absence]]:
        """Return the statement of the absences of a referent, by day."""
        return (
            sa.select(Absence)
            .where(Absence.referent_id == referent_id)
            .order_by(Absence.starts_on)
        )

    @staticmethod
    def on(day: dt.date) -> sa.Select[tuple[Absence]]:
        """Return the statement of the absences of a day."""
        return sa.select(Absence).where(
            Absence.starts_on <= day, Absence.ends_on >= day
        )
