"""The home page and the page of themes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from ckan.plugins import toolkit as tk

from ckanext.territory.helper_functions.format import territory_theme_label
from ckanext.territory.helper_functions.page import territory_theme_icon
from ckanext.territory.overview import overview
from ckanext.territory.themes import theme_tree

territory_home = Blueprint("territory_home", __name__)


@territory_home.route("/")
def index() -> str:
    """Show where to go: search, themes, figures, latest data, who to ask."""
    return tk.render(
        "home/index.html", {"overview": overview(), "themes": _themes(leaves=False)}
    )


@territory_home.route("/themes")
def themes() -> str:
    """Show the two levels of themes with their number of datasets."""
    return tk.render("territory/home/themes.html", {"themes": _themes(leaves=True)})


def _themes(*, leaves: bool) -> list[dict[str, Any]]:
    """Return the root themes: code, label, icon, count, children."""
    tree, counts = theme_tree(), overview().themes
    return [
        {
            "code": root.code,
            "label": territory_theme_label(root.code),
            "icon": territory_theme_icon(root.code),
            "count": counts.get(root.code, 0),
            "children": [
                {
                    "code": theme.code,
                    "label": territory_theme_label(theme.code),
                    "count": counts.get(theme.code, 0),
                }
                for theme in (tree.children(root.code) if leaves else ())
            ],
        }
        for root in tree.roots
    ]
