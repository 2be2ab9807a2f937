"""Refusals of files of places."""

from __future__ import annotations

from ckanext.territory.domain.errors import TerritoryError


class AreaError(TerritoryError):
    """A file of places or contours cannot be used."""
