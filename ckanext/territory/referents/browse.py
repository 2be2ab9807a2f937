"""The directory put in order: who answers for which theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from ckanext.territory.domain.theme import Theme, ThemeTree


class ThemeRow(TypedDict):
    """A theme and who answers for it; `unanswered` names leaves without anybody."""

    code: str
    label: str
    referents: list[Mapping[str, Any]]
    children: list[ThemeRow]
    unanswered: list[str]
    count: int


def by_theme(
    referents: Sequence[Mapping[str, Any]],
    counts: Mapping[str, int],
    tree: ThemeTree,
    language: str,
) -> list[ThemeRow]:
    """Return the root themes in order, each with the leaves that have somebody.

    `counts` are of everybody, `referents` those whose names are shown.
    """
    return [_root(root, referents, counts, tree, language) for root in tree.roots]


def theme_label(theme: Theme, language: str) -> str:
    """Return the name of a theme; English stands for a language it lacks."""
    return theme.label.get(language) or theme.label["en"]


def _root(
    root: Theme,
    referents: Sequence[Mapping[str, Any]],
    counts: Mapping[str, int],
    tree: ThemeTree,
    language: str,
) -> ThemeRow:
    leaves = [
        _leaf(child, referents, counts, language) for child in tree.children(root.code)
    ]
    row = _leaf(root, referents, counts, language)
    row["children"] = [leaf for leaf in leaves if leaf["count"]]
    row["unanswered"] = [leaf["label"] for leaf in leaves if not leaf["count"]]
    return row


def _leaf(
    theme: Theme,
    referents: Sequence[Mapping[str, Any]],
    counts: Mapping[str, int],
    language: str,
) -> ThemeRow:
    found = [referent for referent in referents if theme.code in referent["themes"]]
    return {
        "code": theme.code,
        "label": theme_label(theme, language),
        "referents": found,
        "children": [],
        "unanswered": [],
        "count": counts.get(theme.code, 0),
    }
