"""Observations of the environment: series, thresholds, stations."""

from __future__ import annotations

from ckanext.territory.domain.environment.buckets import Bucket
from ckanext.territory.domain.environment.clock import LEVELS, Level
from ckanext.territory.domain.environment.exceedance import (
    Verdict,
    verdict,
    year_verdict,
)
from ckanext.territory.domain.environment.merge import (
    Merged,
    Observed,
    YearStat,
    merge,
)
from ckanext.territory.domain.environment.properties import (
    ObservedProperty,
    Properties,
    load_properties,
)
from ckanext.territory.domain.environment.reading import observation_figures
from ckanext.territory.domain.environment.sensors import (
    Station,
    sensor_figures,
    stations_of,
)
from ckanext.territory.domain.environment.summary import is_whole_year
from ckanext.territory.domain.environment.thresholds import (
    Threshold,
    in_force,
    load_thresholds,
)

__all__ = [
    "LEVELS",
    "Bucket",
    "Level",
    "Merged",
    "Observed",
    "ObservedProperty",
    "Properties",
    "Station",
    "Threshold",
    "Verdict",
    "YearStat",
    "in_force",
    "is_whole_year",
    "load_properties",
    "load_thresholds",
    "merge",
    "observation_figures",
    "sensor_figures",
    "stations_of",
    "verdict",
    "year_verdict",
]
