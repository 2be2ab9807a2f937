"""What a person typed in a form and has not sent yet."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.plugins import toolkit as tk


class FormCopy(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A form saved by itself; ``based_on`` is the instant of the dataset it changes."""

    __tablename__ = "territory_form_copy"

    dataset_id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    user_id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    based_on: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    saved_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
