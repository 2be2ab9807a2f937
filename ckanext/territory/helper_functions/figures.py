"""Helpers of the pages that show figures of their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory.environment.page import page as environment_page
from ckanext.territory.figures.types import FiguresShown
from ckanext.territory.indicators.page import page as performance_page

__all__ = ["territory_environment_part", "territory_performance_part"]

Make = Callable[[FiguresShown, Mapping[str, Any], Mapping[str, str]], Any]


class Part(TypedDict):
    """The figures of a dataset's page; ``page`` is None when there are none.

    ``state`` is done, reading, failed or empty; ``errors`` are sentences.
    """

    page: Any
    state: str
    errors: list[str]


def territory_performance_part(pkg: Mapping[str, Any]) -> Part:
    """Return the performance part of a dataset's page."""
    return _part(pkg, performance_page)


def territory_environment_part(pkg: Mapping[str, Any]) -> Part:
    """Return the environment part of a dataset's page."""
    return _part(pkg, environment_page)


def _part(pkg: Mapping[str, Any], make: Make) -> Part:
    try:
        shown = tk.get_action("territory_figures_show")({}, {"id": pkg["id"]})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return {"page": None, "state": "empty", "errors": []}
    return {
        "page": make(shown, pkg, tk.request.args),
        "state": shown["state"],
        "errors": shown["errors"],
    }
