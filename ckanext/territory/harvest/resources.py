"""Resources of a record: plain links to the partner's files."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from ckanext.territory.domain.errors import Notice
from ckanext.territory.harvest import text
from ckanext.territory.harvest.identity import resource_id
from ckanext.territory.remote.ckan_record import (
    as_list,
    as_mapping,
    as_text,
    in_french,
)

LIMIT = 500
URL_LIMIT = 2_000
_KINDS = {
    "documentation": "documentation",
    "api": "api",
    "visualization": "visualisation",
    "visualisation": "visualisation",
    "archive": "archive",
}


def resources(
    raw: Mapping[str, object], dataset_id: str, notices: list[Notice]
) -> list[dict[str, str]]:
    """Return the resources as links, with ids that stay the same at every run.

    Links that are no web address are kept as text in the description.
    """
    items = [as_mapping(item) for item in as_list(raw.get("resources"))]
    if len(items) > LIMIT:
        notices.append(
            Notice("harvest.resources_cut", {"found": len(items), "limit": LIMIT})
        )
    found: list[dict[str, str]] = []
    taken: set[str] = set()
    for item in items[:LIMIT]:
        resource = _resource(item, notices)
        resource["id"] = _free_id(item, dataset_id, taken)
        found.append(resource)
    return found


def _free_id(item: Mapping[str, object], dataset_id: str, taken: set[str]) -> str:
    """Return an id by the remote id, else the link; the second of two gets a number."""
    key = as_text(item.get("id")) or as_text(item.get("url"))
    identity, number = resource_id(dataset_id, key), 2
    while identity in taken:
        identity, number = resource_id(dataset_id, f"{key}\n{number}"), number + 1
    taken.add(identity)
    return identity


def _resource(item: Mapping[str, object], notices: list[Notice]) -> dict[str, str]:
    link = as_text(item.get("url")).strip()
    description = text.markdown(in_french(item.get("description")), text.TEXT_LIMIT)
    if link and not is_web_link(link):
        notices.append(Notice("harvest.link_dropped", {"found": link[:80]}))
        shown = "".join(char for char in link if char.isprintable() and char != "`")
        description = f"{description}\n\n`{shown[:500]}`".strip()
        link = ""
    name = text.plain(in_french(item.get("name")) or in_french(item.get("title")), 200)
    kind = as_text(item.get("resource_type")).casefold()
    return {
        "name": name or _last_part(link),
        "description": description,
        "url": link,
        "url_type": "",
        "format": text.plain(as_text(item.get("format")), 50),
        "resource_kind": _KINDS.get(kind, "main"),
    }


def is_web_link(link: str) -> bool:
    """Tell whether a link is an ordinary web address."""
    if len(link) > URL_LIMIT or not link.isprintable() or " " in link:
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and parts.username is None
    )


def _last_part(link: str) -> str:
    return text.plain(urlsplit(link).path.rstrip("/").rpartition("/")[2], 200)
