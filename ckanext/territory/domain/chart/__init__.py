"""Chart specifications: drawing, title, unit, source, table and sentence."""

from __future__ import annotations

from ckanext.territory.domain.chart.bars import bar_chart
from ckanext.territory.domain.chart.fold import fold_small
from ckanext.territory.domain.chart.palette import (
    EXPENDITURE,
    INVESTMENT,
    OPERATING,
    REST,
    REVENUE,
    contrast,
)
from ckanext.territory.domain.chart.spec import (
    Bar,
    ChartSpec,
    ChartText,
    Column,
    Row,
    Series,
    Table,
)

__all__ = [
    "EXPENDITURE",
    "INVESTMENT",
    "OPERATING",
    "REST",
    "REVENUE",
    "Bar",
    "ChartSpec",
    "ChartText",
    "Column",
    "Row",
    "Series",
    "Table",
    "bar_chart",
    "contrast",
    "fold_small",
]
