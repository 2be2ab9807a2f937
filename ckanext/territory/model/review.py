"""Publications that somebody else decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the default of CKAN's own keys
from ckan.plugins import toolkit as tk


class Review(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A proposal to publish; ``state`` is proposed, published, refused or withdrawn.

    ``message`` is what the proposer said, ``reason`` what the person who decided did.
    """

    __tablename__ = "territory_review"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    dataset_id: Mapped[str] = mapped_column(sa.Text, index=True)
    state: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'proposed'"))
    proposed_by: Mapped[str] = mapped_column(sa.Text)
    proposed_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    decided_by: Mapped[str | None] = mapped_column(sa.Text)
    decided_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    message: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    reason: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    checklist: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
