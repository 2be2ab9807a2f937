"""Performance indicators: values, target, expected path, status."""

from __future__ import annotations

from ckanext.territory.domain.indicator.assessment import (
    Assessment,
    Direction,
    Margins,
    Status,
    assess,
)
from ckanext.territory.domain.indicator.choice import headline_code, headline_place
from ckanext.territory.domain.indicator.path import Milestone, expected_at
from ckanext.territory.domain.indicator.reading import indicator_figures
from ckanext.territory.domain.indicator.sheet import Goal, Sheet, Target, make_sheet
from ckanext.territory.domain.indicator.value import (
    Indicator,
    IndicatorValue,
    Place,
    combine,
)

__all__ = [
    "Assessment",
    "Direction",
    "Goal",
    "Indicator",
    "IndicatorValue",
    "Margins",
    "Milestone",
    "Place",
    "Sheet",
    "Status",
    "Target",
    "assess",
    "combine",
    "expected_at",
    "headline_code",
    "headline_place",
    "indicator_figures",
    "make_sheet",
]
