"""Helpers of the forms."""

from __future__ import annotations

from typing import Any

from ckanext.territory import config
from ckanext.territory.themes import theme_tree

__all__ = ["territory_default_code", "territory_theme_choices"]


def territory_default_code() -> str:
    """Return the territory code that new datasets start with."""
    return config.default_territory()


def territory_theme_choices(field: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the themes as choices of a scheming field, children below their parent."""
    return [
        {"value": theme.code, "label": dict(theme.label)}
        for theme in theme_tree().all()
    ]
