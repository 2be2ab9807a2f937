"""Contours of places, loaded by an administrator."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.plugins import toolkit as tk


class Contour(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """The contour of a place, as a simplified GeoJSON geometry (WGS 84)."""

    __tablename__ = "territory_contour"

    level: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    code: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    name: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    geometry: Mapped[dict[str, Any]] = mapped_column(JSONB)
    source: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    loaded_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
