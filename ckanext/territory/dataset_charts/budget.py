"""Charts of a budget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.budgets import charting
from ckanext.territory.domain.chart import ChartSpec


def build(
    dataset: Mapping[str, Any], kind: str, query: Mapping[str, str]
) -> ChartSpec | None:
    """Return a chart of this kind, None when there is none."""
    parsed = charting.Kind.parse(kind)
    if parsed is None:
        return None
    shown = tk.get_action("territory_budget_show")({}, {"id": dataset["id"]})
    return charting.build(shown, parsed)
