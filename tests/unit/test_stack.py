"""The commands of the checkout keep to the checkout."""

from __future__ import annotations

from stack.__main__ import leave_out_others


def test_settings_of_another_portal_do_not_count() -> None:
    """The address of its database above all."""
    environment = {
        "CKAN_SQLALCHEMY_URL": "postgresql://elsewhere/ckan",
        "CKAN_INI": "/etc/ckan/production.ini",
        "PATH": "/usr/bin",
    }
    leave_out_others(environment)
    assert environment == {"PATH": "/usr/bin"}
