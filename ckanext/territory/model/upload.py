"""What the portal learnt by reading an uploaded file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.plugins import toolkit as tk


class Upload(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A file read: what it holds, its figures, how it fits its schema.

    ``state`` is pending, reading, done or failed; ``created_at`` is when it came.
    """

    __tablename__ = "territory_upload"

    resource_id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    dataset_id: Mapped[str] = mapped_column(sa.Text, index=True)
    state: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'pending'"))
    content_hash: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    size: Mapped[int] = mapped_column(sa.BigInteger, server_default=sa.text("0"))
    error_code: Mapped[str | None] = mapped_column(sa.Text)
    error_context: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    inspection: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    validation: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    read_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
