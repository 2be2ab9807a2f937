"""Validators of partner catalogues."""

from __future__ import annotations

from ckan.plugins import toolkit as tk

from ckanext.territory.themes import theme_tree


def territory_theme_code(value: str) -> str:
    """Accept the code of a theme of the portal, or nothing."""
    if value and theme_tree().get(value) is None:
        raise tk.Invalid(
            tk._("“{value}” is not a theme of this portal.").format(value=value)
        )
    return value
