"""The facets of the search pages."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan.plugins import toolkit as tk


class Facets(p.SingletonPlugin):
    """Theme, type, organization, format, territory and licence, in this order."""

    p.implements(p.IFacets, inherit=True)

    # IFacets
    def dataset_facets(
        self, facets_dict: dict[str, Any], package_type: str
    ) -> dict[str, Any]:
        """Return the facets of the dataset search page."""
        return _facets()

    def organization_facets(
        self,
        facets_dict: dict[str, Any],
        organization_type: str,
        package_type: str | None,
    ) -> dict[str, Any]:
        """Return the facets of an organization's page."""
        facets = _facets()
        del facets["organization"]
        return facets


def _facets() -> dict[str, Any]:
    return {
        "vocab_territory_theme": tk._("Themes"),
        "dataset_type": tk._("Types"),
        "organization": tk._("Producers"),
        "vocab_territory_code": tk._("Territories"),
        "res_format": tk._("Formats"),
        "fiscal_year": tk._("Years"),
    }
