"""Back-office fields of datasets, kept apart from the dataset."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.plugins import toolkit as tk


class InternalValue(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """The value of a field that never leaves the service."""

    __tablename__ = "territory_internal_value"

    dataset_id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    name: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    value: Mapped[Any] = mapped_column(JSONB)
    updated_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
