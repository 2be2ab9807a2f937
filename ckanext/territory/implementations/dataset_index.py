"""What of a dataset goes into the search index."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins as p

from ckanext.territory.themes import theme_tree

LISTS = ("territory_theme", "territory_code", "theme", "budget_functions")
NOT_INDEXED = ("contact", "temporal_coverage", "provenance")


class DatasetIndex(p.SingletonPlugin):
    """Multi-valued facets on the stock schema, and nothing that breaks it."""

    p.implements(p.IPackageController, inherit=True)

    # IPackageController
    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Move list fields to ``vocab_*`` and drop what the index cannot hold."""
        for name in LISTS:
            values = _as_list(pkg_dict.pop(name, None))
            if name == "territory_theme":
                values = _with_ancestors(values)
            if values:
                pkg_dict[f"vocab_{name}"] = values
        for name in NOT_INDEXED:
            pkg_dict.pop(name, None)
        return pkg_dict


def _with_ancestors(codes: list[str]) -> list[str]:
    """Add the themes above, so that a root theme finds what is below it."""
    tree = theme_tree()
    above = [theme.code for code in codes for theme in tree.ancestors(code)]
    return list(dict.fromkeys([*codes, *above]))


def _as_list(value: object) -> list[str]:
    """Return the values of a list field as scheming stores it: JSON text or a list."""
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    if isinstance(value, list):
        return [str(item) for item in value if item]
    return [str(value)] if value else []
