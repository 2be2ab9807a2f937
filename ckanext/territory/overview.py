"""What the public part of the catalogue holds, counted once a minute.

The home page and the page of themes show the same figures to everybody: what anybody
may see. One search gives them all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory import config
from ckanext.territory.formatting import to_decimal
from ckanext.territory.themes import theme_tree

SECONDS = 60.0
LATEST = 5
THEME_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TownBudget:
    """Figures of the last closed account of the main budget, in euros."""

    dataset: Mapping[str, Any]
    year: str
    operating: Decimal
    investment: Decimal
    per_person: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Counts of public datasets, and the ones changed last."""

    count: int
    producers: int
    themes: Mapping[str, int]
    types: Mapping[str, int]
    latest: tuple[dict[str, Any], ...]
    budget: TownBudget | None


class _Memory:
    """The last overview of this process, and until when it holds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Overview | None = None
        self._until = 0.0

    def get(self) -> Overview:
        with self._lock:
            if self._kept is None or time.monotonic() >= self._until:
                self._kept = _search()
                self._until = time.monotonic() + SECONDS
            return self._kept

    def forget(self) -> None:
        with self._lock:
            self._until = 0.0


_memory = _Memory()


def overview() -> Overview:
    """Return the figures of the public catalogue, at most a minute old."""
    return _memory.get()


def forget() -> None:
    """Count again at the next call."""
    _memory.forget()


def _search() -> Overview:
    found = _package_search(
        {
            "rows": LATEST,
            "sort": "metadata_modified desc",
            "facet.field": ["vocab_territory_theme", "dataset_type", "organization"],
            "facet.limit": THEME_LIMIT,
        }
    )
    facets = found["facets"]
    return Overview(
        count=found["count"],
        producers=len(facets.get("organization", {})),
        themes=_by_theme(facets.get("vocab_territory_theme", {})),
        types=facets.get("dataset_type", {}),
        latest=tuple(found["results"]),
        budget=_town_budget() if facets.get("dataset_type", {}).get("budget") else None,
    )


def _town_budget() -> TownBudget | None:
    """Return the figures of the last account of the portal's own territory."""
    fq = "+dataset_type:budget +budget_kind:principal +budget_stage:(ca OR cfu)"
    code = config.default_territory()
    if code:
        fq += f' +vocab_territory_code:"{code}"'
    found = _package_search({"rows": 1, "sort": "fiscal_year desc", "fq": fq})
    for pkg in found["results"]:
        operating = to_decimal(pkg.get("operating_expenditure"))
        investment = to_decimal(pkg.get("investment_expenditure"))
        if operating is None or investment is None:
            continue
        people = to_decimal(pkg.get("reference_population"))
        return TownBudget(
            dataset=pkg,
            year=str(pkg.get("fiscal_year")),
            operating=operating,
            investment=investment,
            per_person=(operating + investment) / people if people else None,
        )
    return None


def _package_search(query: dict[str, Any]) -> dict[str, Any]:
    """Search what anybody may see."""
    context: Context = {"user": "", "auth_user_obj": None}
    fq = f"+capacity:public {query.pop('fq', '')}"
    return tk.get_action("package_search")(context, {"q": "*:*", "fq": fq, **query})


def _by_theme(counts: Mapping[str, int]) -> dict[str, int]:
    """Keep the counts of the themes that the tree knows."""
    return {theme.code: counts.get(theme.code, 0) for theme in theme_tree().all()}
