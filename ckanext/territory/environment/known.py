"""The properties and thresholds of this portal: ours and the administrator's."""

from __future__ import annotations

from functools import lru_cache

from ckanext.territory import config
from ckanext.territory.domain.environment import (
    Properties,
    Threshold,
    load_properties,
    load_thresholds,
)


def properties() -> Properties:
    """Return the observed properties, read once per process and file."""
    return _properties(config.properties_file())


def thresholds() -> tuple[Threshold, ...]:
    """Return the thresholds, read once per process and file."""
    return _thresholds(config.thresholds_file())


_properties = lru_cache(maxsize=2)(load_properties)
_thresholds = lru_cache(maxsize=2)(load_thresholds)
