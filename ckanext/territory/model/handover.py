"""Everything of one referent given to others at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the id of a row before it is written
from ckan.plugins import toolkit as tk


class Handover(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A handover; ``moves`` lists what moved, from whom and to whom, to undo it."""

    __tablename__ = "territory_handover"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    referent_id: Mapped[str] = mapped_column(sa.Text, index=True)
    user_id: Mapped[str | None] = mapped_column(sa.Text)
    moves: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    undone_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
