"""Charts of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.chart import ChartSpec
from ckanext.territory.indicators import charting, choosing


def build(
    dataset: Mapping[str, Any], kind: str, query: Mapping[str, str]
) -> ChartSpec | None:
    """Return a chart of this kind, None when there is none."""
    make = charting.KINDS.get(kind)
    if make is None:
        return None
    shown = tk.get_action("territory_figures_show")({}, {"id": dataset["id"]})
    chosen = choosing.choose(shown, dataset, query)
    return make(chosen) if chosen else None
