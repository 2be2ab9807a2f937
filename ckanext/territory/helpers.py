"""Template helpers of the extension, gathered from ``helper_functions``."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from ckanext.territory.helper_functions import (
    area,
    budget,
    catalog,
    dataset_page,
    figures,
    form_field,
    form_page,
    format,
    map,
    page,
    preview,
    question,
    referent,
    review,
    search_page,
    start_page,
    validation,
)

MODULES: tuple[ModuleType, ...] = (
    area,
    budget,
    catalog,
    dataset_page,
    form_field,
    figures,
    form_page,
    format,
    map,
    page,
    preview,
    question,
    referent,
    review,
    search_page,
    validation,
    start_page,
)


def all_helpers() -> dict[str, Callable[..., Any]]:
    """Return every template helper by its name."""
    return {
        name: getattr(module, name) for module in MODULES for name in module.__all__
    }
