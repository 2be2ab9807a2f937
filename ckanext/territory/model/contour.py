"""Contours of places, loaded by an administrator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, Insert, insert
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

    @classmethod
    def saving(cls, rows: Sequence[dict[str, Any]]) -> Insert:
        """Return the statement that keeps contours, over those of the same places.

        Rows have ``level``, ``code``, ``name``, ``geometry`` and ``source``.
        """
        statement = insert(cls).values(rows)
        given = statement.excluded
        return statement.on_conflict_do_update(
            index_elements=[cls.level, cls.code],
            set_={
                "name": given.name,
                "geometry": given.geometry,
                "source": given.source,
                "loaded_at": sa.func.now(),
            },
        )

    @classmethod
    def of(cls, keys: Iterable[tuple[str, str]]) -> sa.Select[tuple[str, str, Any]]:
        """Return the question for level, code and geometry of the places asked for."""
        wanted = sa.tuple_(cls.level, cls.code).in_(list(keys))
        return sa.select(cls.level, cls.code, cls.geometry).where(wanted)

    @classmethod
    def counting(cls) -> sa.Select[tuple[int]]:
        """Return the question for the number of contours."""
        return sa.select(sa.func.count()).select_from(cls)
