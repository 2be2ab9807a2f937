"""Helpers of the forms."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory import config
from ckanext.territory.domain.area import is_commune_code, is_epci_siren
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_default_code",
    "territory_default_level",
    "territory_inherited",
    "territory_policy_choices",
    "territory_theme_choices",
]


def territory_default_code() -> str:
    """Return the territory code that new datasets start with."""
    return config.default_territory()


def territory_default_level() -> str:
    """Return the territorial level that new datasets start with."""
    code = config.default_territory()
    if is_commune_code(code):
        return "commune"
    return "epci" if is_epci_siren(code) else ""


def territory_inherited(org_id: str) -> dict[str, Any]:
    """Return what datasets of an organization take from it when they are left empty.

    Keys: ``referent_id``, ``territory_level``, ``territory_code`` (a list) and
    ``email`` (of the contact); what the organization does not say is left out.
    """
    try:
        organization = tk.get_action("organization_show")(
            {}, {"id": org_id, "include_users": False, "include_groups": False}
        )
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return {}
    code = organization.get("territory_code")
    found = {
        "referent_id": organization.get("referent_id"),
        "territory_level": organization.get("territory_level"),
        "territory_code": [code] if code else [],
        "email": organization.get("email"),
    }
    return {name: value for name, value in found.items() if value}


def territory_policy_choices(field: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the public policies, which are the first level of the themes."""
    return [
        {"value": theme.code, "label": dict(theme.label)}
        for theme in theme_tree().roots
    ]


def territory_theme_choices(field: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the themes as choices of a scheming field, children below their parent."""
    return [
        {"value": theme.code, "label": dict(theme.label)}
        for theme in theme_tree().all()
    ]
