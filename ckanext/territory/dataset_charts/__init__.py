"""Charts of datasets by type: a further type is one more module here.

A module of this package has ``build(dataset, kind, query)``, which answers a chart, a
table, a GeoJSON object, or None. It raises the toolkit's ObjectNotFound when the
dataset has no figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ckanext.territory.dataset_charts import budget, environment, performance
from ckanext.territory.domain.chart import ChartSpec, Table

Made: TypeAlias = ChartSpec | Table | Mapping[str, Any]
Build: TypeAlias = Callable[[Mapping[str, Any], str, Mapping[str, str]], Made | None]

BUILDERS: dict[str, Build] = {
    "budget": budget.build,
    "environment": environment.build,
    "performance": performance.build,
}


def build(
    dataset: Mapping[str, Any], kind: str, query: Mapping[str, str]
) -> Made | None:
    """Return what a dataset has under this kind, for the choices of a query."""
    make = BUILDERS.get(dataset["type"])
    return make(dataset, kind, query) if make else None
