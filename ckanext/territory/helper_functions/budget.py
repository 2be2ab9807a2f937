"""Helpers of the budget pages."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.budgets.page import Page, page

__all__ = ["territory_budget_page"]


def territory_budget_page(pkg: dict[str, Any]) -> Page | None:
    """Return the budget part of a dataset's page, or None when nothing is published."""
    try:
        shown = tk.get_action("territory_budget_show")({}, {"id": pkg["id"]})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    return page(shown, pkg["name"], tk.request.args)
