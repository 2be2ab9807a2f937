"""Table schemas loaded by an administrator."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.plugins import toolkit as tk


class TableSchema(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A Frictionless Table Schema and the address that datasets cite."""

    __tablename__ = "territory_table_schema"

    name: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    version: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    address: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    title: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    descriptor: Mapped[dict[str, Any]] = mapped_column(JSONB)
    loaded_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
