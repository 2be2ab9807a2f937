"""What happens when CKAN starts with the extension: checks and completed settings."""

from __future__ import annotations

import logging
from pathlib import Path

from ckan import __version__ as ckan_version
from ckan.common import CKANConfig
from ckan.exceptions import CkanConfigurationException

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


def complete_settings(config: CKANConfig) -> None:
    """Give the settings that CKAN leaves empty the values that a town needs."""
    if not config.get("licenses_group_url"):
        config["licenses_group_url"] = (HERE / "data" / "licenses.json").as_uri()
    # The DataStore's own default lets everybody list the ids of all tables.
    if config.get("ckan.datastore.public_table_search") == ["_table_metadata"]:
        config["ckan.datastore.public_table_search"] = []
