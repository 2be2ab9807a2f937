"""What the page of the directory shows besides the answer to a sentence."""

from __future__ import annotations

from typing import Any

from ckan.lib.pagination import Page  # the toolkit has no name for it
from ckan.plugins import toolkit as tk

from ckanext.territory.referents.browse import by_theme, theme_label
from ckanext.territory.themes import theme_tree

FEW = 200
"""Up to this many people the page names everybody; above, it counts."""
PAGE = 30


def contents(*, searches: bool) -> dict[str, Any]:
    """Return themes, services and places with their people, and those chosen.

    `searches` tells that a sentence is answered: its service is no choice then.
    """
    directory, people = directory_or_counts()
    chosen = None if searches else _chosen(directory)
    return {
        "chosen": chosen,
        "is_large": directory["total"] > FEW,
        "themes": by_theme(people, directory["themes"], theme_tree(), str(tk.h.lang())),
        "services": [
            {
                **service,
                "referents": [
                    one for one in people if one["service_id"] == service["id"]
                ],
            }
            for service in directory["services"]
        ],
        "territories": [] if chosen else directory["territories"],
    }


def directory_or_counts() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the directory's counts, and its people unless there are many."""
    show = tk.get_action("territory_directory_show")
    directory = show({}, {"limit": 0})
    if directory["total"] > FEW:
        return directory, []
    return directory, show({}, {"limit": FEW})["referents"]


def _chosen(directory: dict[str, Any]) -> dict[str, Any] | None:
    """Return the people of the theme, service or place that the address names."""
    arguments = tk.request.args
    theme = theme_tree().get(arguments.get("theme", ""))
    service = _named(directory["services"], "id", arguments.get("service", ""))
    place = _named(directory["territories"], "code", arguments.get("territoire", ""))
    choice = {
        "theme": theme.code if theme else "",
        "service": service["id"] if service else "",
        "territory": place["code"] if place else "",
    }
    if not any(choice.values()):
        return None
    labels = [theme_label(theme, str(tk.h.lang()))] if theme else []
    labels += [one["name"] for one in (service, place) if one]
    number = max(1, tk.h.get_page_number(arguments))
    found = tk.get_action("territory_directory_show")(
        {}, {**choice, "limit": PAGE, "offset": (number - 1) * PAGE}
    )
    return {
        "label": ", ".join(labels),
        "referents": found["referents"],
        "above": [] if found["count"] or theme is None else _above(theme.code),
        "about": _about(choice),
        "answers": _answers(choice["theme"]),
        "page": _page(found, number, choice),
    }


def _about(choice: dict[str, str]) -> dict[str, str]:
    """Return what a question about a choice is about; a place alone is nothing."""
    about = {"theme": choice["theme"], "service_id": choice["service"]}
    return {name: value for name, value in about.items() if value}


def _answers(theme: str) -> list[dict[str, Any]]:
    """Return what was answered in public on a theme."""
    if not theme:
        return []
    return tk.get_action("territory_answer_list")({}, {"theme": theme})


def _above(code: str) -> list[dict[str, Any]]:
    """Return who answers for the theme above one that has nobody."""
    found: list[dict[str, Any]] = []
    for theme in theme_tree().ancestors(code):
        found += [
            one
            for one in tk.get_action("territory_directory_show")(
                {}, {"theme": theme.code, "limit": PAGE}
            )["referents"]
            if theme.code in one["themes"]
        ]
    return found


def _page(found: dict[str, Any], number: int, choice: dict[str, str]) -> Page:
    kept = {
        "theme": choice["theme"],
        "service": choice["service"],
        "territoire": choice["territory"],
    }
    kept = {name: value for name, value in kept.items() if value}
    return Page(
        collection=found["referents"],
        page=number,
        url=lambda page: tk.url_for("territory_referent.index", page=page, **kept),
        item_count=found["count"],
        items_per_page=PAGE,
    )


def _named(rows: list[dict[str, Any]], key: str, value: str) -> dict[str, Any] | None:
    return next((row for row in rows if value and row[key] == value), None)
