"""Themes and keywords of a record in our own terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ckanext.territory.domain.errors import Notice
from ckanext.territory.domain.theme import ThemeTree
from ckanext.territory.remote.ckan_record import as_list, as_mapping, as_text

TAG_LIMIT = 50
TAG_LENGTH = 100
THEME_LIMIT = 3
_TERM_LIMIT = 300
_AND = re.compile(r"\s(?:et|and)\s", re.IGNORECASE)
_NOT_IN_TAGS = re.compile(r"[^\w \-.]+")


def _classified(raw: Mapping[str, object]) -> Iterator[str]:
    """Yield the themes and groups of a record, the most certain first."""
    for extra in map(as_mapping, as_list(raw.get("extras"))):
        if extra.get("key") in {"theme", "themes"}:
            yield from re.findall(r'https?://[^\s",\]]+', as_text(extra.get("value")))
    for group in map(as_mapping, as_list(raw.get("groups"))):
        for key in ("display_name", "title", "name"):
            yield as_text(group.get(key))


def _keywords(raw: Mapping[str, object]) -> Iterator[str]:
    for tag in as_list(raw.get("tags")):
        yield as_text(as_mapping(tag).get("name")) or as_text(tag)


def themes(
    raw: Mapping[str, object], tree: ThemeTree, default: str | None
) -> tuple[str, ...]:
    """Return codes of at most three local themes, else the default one, else none.

    Keywords count where no group is known to us. A root gives way to a theme below it.
    """
    found = _matches(_classified(raw), tree) or _matches(_keywords(raw), tree)
    above = {ancestor.code for code in found for ancestor in tree.ancestors(code)}
    kept = tuple(code for code in found if code not in above)[:THEME_LIMIT]
    return kept or ((default,) if default else ())


def _matches(terms: Iterable[str], tree: ThemeTree) -> list[str]:
    """Return codes of themes; "Énergies et réseaux" is tried by its parts too."""
    found: dict[str, None] = {}
    for term in terms:
        whole = tree.match(term) if term else None
        parts = _AND.split(term[:_TERM_LIMIT])
        themes = [whole] if whole else [tree.match(part) for part in parts]
        for theme in themes:
            if theme is not None:
                found[theme.code] = None
    return list(found)


def tags(raw: Mapping[str, object], notices: list[Notice]) -> list[str]:
    """Return at most fifty keywords that CKAN accepts, each once."""
    found: dict[str, str] = {}
    for item in as_list(raw.get("tags")):
        name = as_text(as_mapping(item).get("name")) or as_text(item)
        clean = " ".join(_NOT_IN_TAGS.sub(" ", name).split())[:TAG_LENGTH].strip()
        if len(clean) > 1:
            found.setdefault(clean.casefold(), clean)
    kept = list(found.values())
    if len(kept) > TAG_LIMIT:
        notices.append(
            Notice("harvest.tags_cut", {"found": len(kept), "limit": TAG_LIMIT})
        )
    return kept[:TAG_LIMIT]
