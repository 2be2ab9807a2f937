"""The extension's main plugin: it only wires what other modules hold."""

from __future__ import annotations

import ckan.plugins as p
from ckan.common import CKANConfig
from ckan.lib.plugins import DefaultTranslation
from ckan.plugins import toolkit as tk

from ckanext.territory import cli, helpers, views
from ckanext.territory.implementations.auth_chains import (
    all_actions,
    all_auth_functions,
)
from ckanext.territory.implementations.computed_fields import ComputedFields
from ckanext.territory.implementations.dataset_index import DatasetIndex
from ckanext.territory.implementations.dataset_saves import DatasetSaves
from ckanext.territory.implementations.declared_settings import declare
from ckanext.territory.implementations.facets import Facets
from ckanext.territory.implementations.flood_gate import FloodGate
from ckanext.territory.implementations.permission_labels import (
    PermissionLabels,
    check_first,
)
from ckanext.territory.implementations.uploads import Uploads
from ckanext.territory.logic import validators
from ckanext.territory.start import change_schemas, check_host, complete_settings


@tk.blanket.actions(all_actions)
@tk.blanket.auth_functions(all_auth_functions)
@tk.blanket.blueprints(views)
@tk.blanket.cli(cli)
@tk.blanket.config_declarations(declare)  # pyright: ignore[reportArgumentType, reportCallIssue] - a function is taken too
@tk.blanket.helpers(helpers.all_helpers)
@tk.blanket.validators(validators)
class TerritoryPlugin(
    ComputedFields,
    PermissionLabels,
    DatasetIndex,
    DatasetSaves,
    Facets,
    FloodGate,
    Uploads,
    DefaultTranslation,
    p.SingletonPlugin,
):
    """Schemas, actions, pages and commands of the portal."""

    p.implements(p.IConfigurer)
    p.implements(p.ITranslation)

    # IConfigurer
    def update_config(self, config: CKANConfig) -> None:
        """Add templates, files and assets, and complete the settings."""
        check_host()
        check_first()
        complete_settings(config)
        change_schemas(config)
        tk.add_template_directory(config, "templates")
        tk.add_public_directory(config, "public")
        tk.add_resource("assets", "territory")
