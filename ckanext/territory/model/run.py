"""Executions of harvesting."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # core's own maker of ids, no toolkit name
from ckan.plugins import toolkit as tk

OPEN = ("pending", "running")
_IS_OPEN = sa.text("status IN ('pending', 'running')")


class CollectionRun(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """One execution: listing, then batches.

    ``status`` is pending, running, done, done_with_errors, failed or cancelled. The
    listing has its own lease (``locked_by``, ``locked_until``); ``listed_at`` is set
    at its end. ``counts`` are filled at the end of the run, by outcome. A source has
    one open run at most.
    """

    __tablename__ = "territory_run"
    __table_args__ = (
        sa.Index(
            "territory_run_one_open",
            "source_id",
            unique=True,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index("territory_run_source_created", "source_id", "created_at"),
    )

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    source_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_source.id", ondelete="CASCADE")
    )
    status: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'pending'"))
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    started_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    listed_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    finished_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    locked_by: Mapped[str | None] = mapped_column(sa.Text)
    locked_until: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    attempts: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    announced: Mapped[int | None] = mapped_column(sa.Integer)
    is_complete: Mapped[bool] = mapped_column(
        sa.Boolean, server_default=sa.text("false")
    )
    error_code: Mapped[str | None] = mapped_column(sa.Text)
    error_context: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    rejects: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    reject_count: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    counts: Mapped[dict[str, int]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )

    @property
    def is_open(self) -> bool:
        """Tell whether the run is waiting or under way."""
        return self.status in OPEN
