"""What is known of each remote dataset."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.plugins import toolkit as tk


class RecordState(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A remote dataset: its identity, what was written of it, what waits.

    ``content_hash`` is that of the version in the portal, ``pending_hash`` and
    ``dataset`` those of the version that waits in a batch; both are emptied when it is
    written. The partner's document itself is not kept: it may name persons.
    ``outcome`` (added, updated, unchanged, skipped, failed) is that of ``last_run_id``.
    """

    __tablename__ = "territory_record"
    __table_args__ = (
        sa.Index("territory_record_run_outcome", "last_run_id", "outcome"),
        sa.Index(
            "territory_record_batch",
            "batch_id",
            postgresql_where=sa.text("batch_id IS NOT NULL"),
        ),
    )

    source_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_source.id", ondelete="CASCADE"), primary_key=True
    )
    remote_guid: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    package_id: Mapped[str] = mapped_column(sa.Text, unique=True)
    title: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    remote_url: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    remote_modified: Mapped[dt.datetime | None] = mapped_column(
        sa.DateTime(timezone=True)
    )
    content_hash: Mapped[str | None] = mapped_column(sa.Text)
    pending_hash: Mapped[str | None] = mapped_column(sa.Text)
    dataset: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    batch_id: Mapped[str | None] = mapped_column(sa.Text)
    last_run_id: Mapped[str | None] = mapped_column(sa.Text)
    outcome: Mapped[str | None] = mapped_column(sa.Text)
    reason_code: Mapped[str | None] = mapped_column(sa.Text)
    reason_context: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
