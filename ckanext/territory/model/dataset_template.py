"""Templates from which a service starts its datasets."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the default of CKAN's own keys
from ckan.plugins import toolkit as tk


class DatasetTemplate(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """Fields that the datasets of a service start with."""

    __tablename__ = "territory_dataset_template"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    owner_org: Mapped[str] = mapped_column(sa.Text, index=True)
    title: Mapped[str] = mapped_column(sa.Text)
    dataset_type: Mapped[str] = mapped_column(sa.Text)
    data: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    created_by: Mapped[str] = mapped_column(sa.Text)
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
