"""What changed about a referent, kept for the service and then erased."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the id of a row before it is written
from ckan.plugins import toolkit as tk


class ReferentChange(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A change; ``values`` maps a field to its value before and after, as a list.

    ``kind`` is created, changed, absent, moved or deleted. Values may be personal:
    they go with the erasure of the person, and with time.
    """

    __tablename__ = "territory_referent_change"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    referent_id: Mapped[str] = mapped_column(sa.Text, index=True)
    user_id: Mapped[str | None] = mapped_column(sa.Text)
    kind: Mapped[str] = mapped_column(sa.Text)
    values: Mapped[dict[str, list[Any]]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    changed_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now(), index=True
    )
