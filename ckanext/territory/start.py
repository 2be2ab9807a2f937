"""What happens when CKAN starts with the extension: checks and completed settings."""

from __future__ import annotations

import logging
from pathlib import Path

from ckan import __version__ as ckan_version
from ckan.common import CKANConfig
from ckan.exceptions import CkanConfigurationException

from ckanext.territory import config as options
from ckanext.territory.domain.dataset_schema import SchemaFileError
from ckanext.territory.messages import MESSAGES
from ckanext.territory.schema_files import changed_addresses

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
SUPPORTED = "2.12."


def check_host() -> None:
    """Refuse to start on a CKAN that the extension does not support.

    Raises CkanConfigurationException, which names both versions.
    """
    if not ckan_version.startswith(SUPPORTED):
        raise CkanConfigurationException(
            "ckanext-territory runs on CKAN 2.12, this is CKAN "
            f"{ckan_version}: install CKAN 2.12 or remove the plugin."
        )


def change_schemas(config: CKANConfig) -> None:
    """Have scheming read the schemas with the administrator's changes made.

    Raises CkanConfigurationException when a file of changes cannot be used.
    """
    files = options.schema_files()
    if not files:
        return
    try:
        addresses = changed_addresses(
            files,
            config["scheming.dataset_schemas"].split(),
            config["scheming.presets"].split(),
            config.get("ckan.storage_path") or "",
        )
    except SchemaFileError as error:
        # Translations are not loaded yet.
        message = MESSAGES[error.code].format(**error.context)
        raise CkanConfigurationException(message) from error
    config["scheming.dataset_schemas"] = " ".join(addresses)


def complete_settings(config: CKANConfig) -> None:
    """Give the settings that CKAN leaves empty the values that a town needs."""
    if not config.get("licenses_group_url"):
        config["licenses_group_url"] = (HERE / "data" / "licenses.json").as_uri()
    # The DataStore's own default lets everybody list the ids of all tables.
    if config.get("ckan.datastore.public_table_search") == ["_table_metadata"]:
        config["ckan.datastore.public_table_search"] = []
