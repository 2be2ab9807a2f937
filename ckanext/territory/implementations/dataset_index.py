"""What of a dataset goes into the search index."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import ckan.plugins as p
from ckan.plugins import toolkit as tk

from ckanext.territory.logic.field_values import as_list
from ckanext.territory.themes import theme_tree

# A string of the index holds 32,766 bytes; nobody filters on such a text anyway.
LONGEST = 1000  # characters
COVERAGE = "spatial_coverage"
MULTIPLE = ("multiple", "load_json", "repeating_text")


class DatasetIndex(p.SingletonPlugin):
    """Multi-valued facets on the stock schema, and nothing that breaks it."""

    p.implements(p.IPackageController, inherit=True)

    # IPackageController
    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Move list fields to ``vocab_*`` and drop what the index cannot hold.

        A list is a facet when its field says ``facet``. Long texts stay searchable.
        """
        geometry = _first_geometry(pkg_dict.get(COVERAGE))
        schema = tk.h.scheming_get_dataset_schema(pkg_dict["type"]) or {}
        for field in schema.get("dataset_fields", []):
            name = field["field_name"]
            if "repeating_subfields" in field:
                _drop(pkg_dict, name)
            elif is_multiple(field):
                values = as_list(_drop(pkg_dict, name))
                if name == "territory_theme":
                    values = _with_ancestors(values)
                if values and field.get("facet"):
                    pkg_dict[f"vocab_{name}"] = [value[:LONGEST] for value in values]
            elif name not in TYPED and len(str(pkg_dict.get(name) or "")) > LONGEST:
                del pkg_dict[name]
        if geometry:
            # Where ckanext-spatial looks for it.
            pkg_dict["spatial"] = pkg_dict["extras_spatial"] = geometry
        return pkg_dict


# Fields that the stock index declares itself.
TYPED = frozenset({"title", "name", "notes", "url", "version"})


def is_multiple(field: Mapping[str, Any]) -> bool:
    """Tell whether a field holds a list, which scheming stores as JSON."""
    rules = f"{field.get('validators', '')} {field.get('output_validators', '')}"
    return any(word in rules for word in MULTIPLE)


def _drop(pkg_dict: dict[str, Any], name: str) -> object:
    pkg_dict.pop(f"extras_{name}", None)
    return pkg_dict.pop(name, None)


def _with_ancestors(codes: list[str]) -> list[str]:
    """Add the themes above, so that a root theme finds what is below it."""
    tree = theme_tree()
    above = [theme.code for code in codes for theme in tree.ancestors(code)]
    return list(dict.fromkeys([*codes, *above]))


def _first_geometry(items: object) -> str:
    """Return the first area on the map of a dataset, as GeoJSON text, or nothing."""
    if isinstance(items, str):
        items = json.loads(items)
    found = (item.get("geom") for item in items) if isinstance(items, list) else ()
    geometry = next(filter(None, found), "")
    return geometry if isinstance(geometry, str) else json.dumps(geometry)
