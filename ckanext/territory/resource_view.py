"""The second plugin: charts of a budget as a resource view."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

VIEW_TYPE = "territory_budget"


class TerritoryViewPlugin(p.SingletonPlugin):
    """Shows the charts of a budget beside its lines."""

    p.implements(p.IResourceView, inherit=True)

    # IResourceView
    def info(self) -> dict[str, Any]:
        """Describe the view."""
        return {
            "name": VIEW_TYPE,
            "title": tk._("Charts of the budget"),
            "default_title": tk._("Charts"),
            "icon": "bar-chart",
            "always_available": False,
            "iframed": False,
            "preview_enabled": False,
        }

    def can_view(self, data_dict: DataDict) -> bool:
        """Tell whether a resource holds the lines of a budget."""
        resource = data_dict["resource"]
        return (
            data_dict["package"].get("type") == "budget"
            and resource.get("resource_kind") == "main"
            and bool(resource.get("datastore_active"))
        )

    def setup_template_variables(
        self, context: Context, data_dict: DataDict
    ) -> dict[str, Any]:
        """Give the template nothing but what it already has."""
        return {}

    def view_template(self, context: Context, data_dict: DataDict) -> str:
        """Return the template of the view."""
        return "territory/budget/view.html"

    def form_template(self, context: Context, data_dict: DataDict) -> str:
        """Return the template of the view's options: there are none."""
        return "territory/budget/view_form.html"
