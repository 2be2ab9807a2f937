"""What the child process does with a file: figures of a table in our schema."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ckanext.territory.domain.environment import (
    load_properties,
    load_thresholds,
    observation_figures,
    sensor_figures,
)
from ckanext.territory.domain.figures.kinds import kind_of
from ckanext.territory.domain.indicator import indicator_figures
from ckanext.territory.domain.table import TableError, open_table


def read_figures(arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the figures of a file, None when it is no table in a schema of ours.

    Args:
        arguments: ``path`` and ``name`` of the file; ``properties_file`` and
            ``thresholds_file``, further entries of the administrator, or "".

    Raises:
        TerritoryError: the table follows our schema and cannot be read.
    """
    path = Path(arguments["path"])
    try:
        table = open_table(path, name=arguments["name"])
    except TableError:
        # A document, a picture: its own readers say what there is to say.
        return None
    kind = kind_of(table.header)
    if kind is None:
        return None
    if kind == "indicator_values":
        found = indicator_figures(table)
    elif kind == "sensors":
        found = sensor_figures(table)
    else:
        found = observation_figures(
            table,
            load_properties(arguments.get("properties_file") or ""),
            load_thresholds(arguments.get("thresholds_file") or ""),
        )
    return {"kind": kind, **found}
