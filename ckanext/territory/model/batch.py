"""Pieces of work, taken by workers under a lease."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # core's own maker of ids, no toolkit name
from ckan.plugins import toolkit as tk


class RecordBatch(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """Up to fifty records of a run; ``state`` is ready or done.

    A worker holds it while ``locked_until``, by the time of the database, lies ahead.
    """

    __tablename__ = "territory_batch"
    __table_args__ = (
        sa.Index("territory_batch_run_state", "run_id", "state"),
        sa.Index(
            "territory_batch_ready",
            "locked_until",
            postgresql_where=sa.text("state = 'ready'"),
        ),
    )

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    run_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_run.id", ondelete="CASCADE")
    )
    state: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'ready'"))
    locked_by: Mapped[str | None] = mapped_column(sa.Text)
    locked_until: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    attempts: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    finished_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
