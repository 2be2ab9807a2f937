"""Our options, and safer defaults for CKAN's own where nothing is set."""

from __future__ import annotations

from pathlib import Path

import yaml

from ckan.config.declaration import Declaration, Key  # no toolkit name for them

OPTIONS = Path(__file__).parent.parent / "config_declaration.yaml"

# A value in the configuration file always wins. Durations are in seconds.
# Source: reference/security.md §9.
DEFAULTS: dict[str, bool | int | str | list[str]] = {
    "PERMANENT_SESSION_LIFETIME": 8 * 3600,
    "REMEMBER_COOKIE_SAMESITE": "Lax",
    "WTF_CSRF_TIME_LIMIT": 8 * 3600,
    "ckan.auth.create_dataset_if_not_in_organization": False,
    "ckan.auth.public_user_details": False,
    "ckan.auth.user_create_groups": False,
    "ckan.auth.user_create_organizations": False,
    "ckan.auth.user_delete_groups": False,
    "ckan.auth.user_delete_organizations": False,
    "ckan.hide_version": True,
    "ckan.valid_url_schemes": ["http", "https"],
}


def declare(declaration: Declaration, key: Key) -> None:
    """Declare our options and set the defaults."""
    declaration.load_dict(yaml.safe_load(OPTIONS.read_text(encoding="utf-8")))
    for name, value in DEFAULTS.items():
        option = declaration.get(name)
        if option is not None:
            option.set_default(value)
