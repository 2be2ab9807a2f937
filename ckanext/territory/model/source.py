"""Partner catalogues and what is selected in them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # core's own maker of ids, no toolkit name
from ckan.plugins import toolkit as tk


class PartnerSource(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A partner catalogue: where it is, and whose organization receives it.

    ``state`` is active or deleted; a deleted source added again takes its row back, so
    that its datasets keep their ids.
    """

    __tablename__ = "territory_source"
    __table_args__ = (
        sa.UniqueConstraint("url", "owner_org", name="territory_source_url_owner"),
    )

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    kind: Mapped[str] = mapped_column(sa.Text)
    url: Mapped[str] = mapped_column(sa.Text)
    title: Mapped[str] = mapped_column(sa.Text)
    owner_org: Mapped[str] = mapped_column(sa.Text, index=True)
    state: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'active'"))
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )


class ThemeCollection(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """The selection of a source: remote theme keys, and the defaults of mapping."""

    __tablename__ = "territory_collection"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    source_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_source.id", ondelete="CASCADE"), unique=True
    )
    theme_keys: Mapped[list[str]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    default_theme: Mapped[str | None] = mapped_column(sa.Text)

    def as_dict(self) -> dict[str, Any]:
        """Return the keys that a source shows of its selection."""
        return {"theme_keys": self.theme_keys, "default_theme": self.default_theme}
