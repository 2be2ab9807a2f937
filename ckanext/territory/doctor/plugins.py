"""Which plugins are loaded, and in which order."""

from __future__ import annotations

import ckan.plugins as p
from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, error, fine, warning
from ckanext.territory.implementations.permission_labels import PermissionLabels

REQUIRED = (
    "territory",
    "territory_view",
    "scheming_datasets",
    "scheming_organizations",
    "datastore",
)
# They fetch addresses that a visitor chooses, or run a second job system.
REFUSED = ("resource_proxy", "webpage_view", "datapusher")
# Plugins whose pages, fields or settings the extension completes.
AFTER_OURS = (
    "scheming_datasets",
    "scheming_organizations",
    "spatial_metadata",
    "spatial_query",
    "dcat",
    "activity",
    "datastore",
)


def required() -> list[Check]:
    """Check that the plugins that the extension builds upon are loaded."""
    code = "plugins.required"
    missing = [name for name in REQUIRED if not p.plugin_loaded(name)]
    if not missing:
        return [fine(code, tk._("The plugins that are needed are loaded."))]
    names = " ".join(missing)
    return [
        error(
            code,
            tk._("Plugins are missing: {names}.").format(names=names),
            tk._("Add to ckan.plugins: {names}").format(names=names),
        )
    ]


def order() -> list[Check]:
    """Check that ours is before those that it completes, and decides who reads."""
    code = "plugins.order"
    first = next(iter(p.PluginImplementations(p.IPermissionLabels)), None)
    if not isinstance(first, PermissionLabels):
        name = getattr(first, "name", "?")
        return [
            error(
                code,
                tk._(
                    "The plugin {name} decides who reads datasets, so that access "
                    "levels have no effect."
                ).format(name=name),
                tk._("Put territory first in ckan.plugins."),
            )
        ]
    loaded: list[str] = list(tk.config["ckan.plugins"])
    ours = loaded.index("territory")
    before = [name for name in loaded[:ours] if name in AFTER_OURS]
    if not before:
        return [fine(code, tk._("The order of the plugins is right."))]
    names = " ".join(before)
    return [
        warning(
            code,
            tk._("Plugins come before territory and hide its pages: {names}.").format(
                names=names
            ),
            tk._("Put territory first in ckan.plugins."),
        )
    ]


def refused() -> list[Check]:
    """Check that no plugin opens the server's own network to visitors."""
    code = "plugins.refused"
    found = [name for name in REFUSED if p.plugin_loaded(name)]
    if not found:
        return [fine(code, tk._("No plugin is loaded that weakens the portal."))]
    names = " ".join(found)
    return [
        warning(
            code,
            tk._(
                "Plugins let visitors make this server fetch any address: {names}."
            ).format(names=names),
            tk._("Remove from ckan.plugins: {names}").format(names=names),
        )
    ]
