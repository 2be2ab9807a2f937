"""The directory put in order: who answers for which theme, and in which service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from ckanext.territory.domain.french import normalize
from ckanext.territory.domain.theme import Theme, ThemeTree
from ckanext.territory.referents.faces import PublicFace


class ThemeRow(TypedDict):
    """A theme and who answers for it; `unanswered` names leaves without anybody."""

    code: str
    label: str
    referents: list[PublicFace]
    children: list[ThemeRow]
    unanswered: list[str]
    count: int


class ServiceRow(TypedDict):
    """A service and its referents."""

    service: str
    referents: list[PublicFace]


def by_theme(
    referents: Sequence[PublicFace], tree: ThemeTree, language: str
) -> list[ThemeRow]:
    """Return the root themes in order, each with the leaves that have somebody."""
    return [_root(root, referents, tree, language) for root in tree.roots]


def by_service(referents: Iterable[PublicFace]) -> list[ServiceRow]:
    """Return the services in alphabetical order, each with its referents."""
    services: dict[str, list[PublicFace]] = {}
    for referent in referents:
        services.setdefault(referent["service"], []).append(referent)
    return [
        {"service": name, "referents": services[name]}
        for name in sorted(services, key=normalize)
    ]


def theme_label(theme: Theme, language: str) -> str:
    """Return the name of a theme; English stands for a language it lacks."""
    return theme.label.get(language) or theme.label["en"]


def _root(
    root: Theme, referents: Sequence[PublicFace], tree: ThemeTree, language: str
) -> ThemeRow:
    leaves = [_leaf(child, referents, language) for child in tree.children(root.code)]
    row = _leaf(root, referents, language)
    row["children"] = [leaf for leaf in leaves if leaf["referents"]]
    row["unanswered"] = [leaf["label"] for leaf in leaves if not leaf["referents"]]
    people = {
        referent["id"] for part in (row, *leaves) for referent in part["referents"]
    }
    row["count"] = len(people)
    return row


def _leaf(theme: Theme, referents: Sequence[PublicFace], language: str) -> ThemeRow:
    found = [referent for referent in referents if theme.code in referent["themes"]]
    return {
        "code": theme.code,
        "label": theme_label(theme, language),
        "referents": found,
        "children": [],
        "unanswered": [],
        "count": len(found),
    }
