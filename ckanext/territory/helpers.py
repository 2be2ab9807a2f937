"""Template helpers of the extension, gathered from ``helper_functions``."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from ckanext.territory.helper_functions import (
    budget,
    catalog,
    dataset_page,
    form_page,
    format,
    page,
    referent,
    search_page,
)

MODULES: tuple[ModuleType, ...] = (
    budget,
    catalog,
    dataset_page,
    form_page,
    format,
    page,
    referent,
    search_page,
)


def all_helpers() -> dict[str, Callable[..., Any]]:
    """Return every template helper by its name."""
    return {
        name: getattr(module, name) for module in MODULES for name in module.__all__
    }
