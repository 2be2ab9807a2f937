"""Validators of assignment rules: each condition names something that exists."""

from __future__ import annotations

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.dataset_types import type_names
from ckanext.territory.logic.referent_validators import (
    territory_area_codes,
    territory_theme_codes,
)
from ckanext.territory.model.source import PartnerSource

__all__ = [
    "territory_dataset_type_exists",
    "territory_one_area_code",
    "territory_one_theme_code",
    "territory_organization_exists",
    "territory_source_exists",
]


def territory_one_theme_code(value: str) -> str | None:
    """Accept the code of a theme of the portal, or nothing."""
    return next(iter(territory_theme_codes(value)), None)


def territory_one_area_code(value: str) -> str | None:
    """Accept the code or name of a place, or nothing; return the code."""
    return next(iter(territory_area_codes(value)), None)


def territory_organization_exists(value: str) -> str | None:
    """Accept the id or name of an organization, or nothing; return the id."""
    if not value:
        return None
    group = model.Group.get(value)
    if group is None or not group.is_organization or group.state != model.State.ACTIVE:
        raise tk.Invalid(tk._("There is no such organization."))
    return group.id


def territory_source_exists(value: str) -> str | None:
    """Accept the id of a partner catalogue, or nothing."""
    if value and model.Session.get(PartnerSource, value) is None:
        raise tk.Invalid(tk._("There is no such source."))
    return value or None


def territory_dataset_type_exists(value: str) -> str | None:
    """Accept the name of a dataset type that has a schema, or nothing."""
    if value and value not in type_names():
        raise tk.Invalid(tk._("There is no such dataset type."))
    return value or None
