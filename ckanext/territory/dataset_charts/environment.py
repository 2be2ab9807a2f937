"""Charts, tables and the map of environment datasets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.chart import ChartSpec, Table
from ckanext.territory.environment import charting, choosing, map, tables


def build(
    dataset: Mapping[str, Any], kind: str, query: Mapping[str, str]
) -> ChartSpec | Table | Mapping[str, Any] | None:
    """Return what there is of this kind, None when there is nothing."""
    make = KINDS.get(kind)
    if make is None:
        return None
    shown = tk.get_action("territory_figures_show")({}, {"id": dataset["id"]})
    chosen = choosing.choose(shown, dataset, query)
    return make(chosen) if chosen else None


KINDS = {
    "series": charting.series,
    "latest": tables.latest,
    "exceedances": tables.exceedances,
    "periods": tables.periods,
    "stations": map.geojson,
}
