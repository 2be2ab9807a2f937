"""Typed reading of the extension's options: the only place that reads them."""

from __future__ import annotations

from ckan.plugins import toolkit as tk

PREFIX = "ckanext.territory"


def notice() -> str:
    """Return the sentence shown in the footer of every page, or nothing."""
    return tk.config[f"{PREFIX}.notice"]


def tagline() -> str:
    """Return the sentence shown under the title of the home page, or nothing."""
    return tk.config[f"{PREFIX}.tagline"]


def themes_file() -> str:
    """Return the path of the file that replaces the theme tree, or nothing."""
    return tk.config[f"{PREFIX}.themes_file"]


def synonyms_file() -> str:
    """Return the path of a file of further synonyms, or nothing."""
    return tk.config[f"{PREFIX}.synonyms_file"]


def default_territory() -> str:
    """Return the code of the commune or EPCI that the portal belongs to, or nothing."""
    return tk.config[f"{PREFIX}.territory_code"]


def territory_name() -> str:
    """Return what people call the territory of the portal, or nothing."""
    return tk.config[f"{PREFIX}.territory_name"]


def harvest_allowed_hosts() -> list[str]:
    """Return ``host:port`` entries that readers may reach although not public."""
    return tk.config[f"{PREFIX}.harvest.allowed_hosts"]


def harvest_item_limit() -> int:
    """Return the largest number of datasets read from one partner."""
    return tk.config[f"{PREFIX}.harvest.item_limit"]


def budget_size_limit() -> int:
    """Return the largest size of a budget file, in megabytes."""
    return tk.config[f"{PREFIX}.budget.size_limit"]
