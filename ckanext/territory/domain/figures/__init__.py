"""Figures of tables in our own schemas: indicator values, observations, sensors."""

from __future__ import annotations

from ckanext.territory.domain.figures.columns import TableColumns
from ckanext.territory.domain.figures.kinds import KINDS, Kind, kind_of
from ckanext.territory.domain.figures.refusals import Refusals

__all__ = ["KINDS", "Kind", "Refusals", "TableColumns", "kind_of"]
