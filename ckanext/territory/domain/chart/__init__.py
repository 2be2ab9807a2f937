"""Chart specifications: drawing, title, unit, source, table and sentence."""

from __future__ import annotations

from ckanext.territory.domain.chart.bars import bar_chart
from ckanext.territory.domain.chart.fold import fold_small
from ckanext.territory.domain.chart.lines import Band, Line, Point, Rule, line_chart
from ckanext.territory.domain.chart.palette import (
    EXPENDITURE,
    INVESTMENT,
    LINES,
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
    "LINES",
    "OPERATING",
    "REST",
    "REVENUE",
    "Band",
    "Bar",
    "ChartSpec",
    "ChartText",
    "Column",
    "Line",
    "Point",
    "Row",
    "Rule",
    "Series",
    "Table",
    "bar_chart",
    "contrast",
    "fold_small",
    "line_chart",
]
