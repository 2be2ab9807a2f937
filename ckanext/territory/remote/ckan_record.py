"""Reads one dataset of a CKAN catalogue: identity, themes, fingerprint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import cast

from ckanext.territory.domain.errors import Notice
from ckanext.territory.remote.reader import Reject, RemoteRecord, digest

GUID_LIMIT = 500
PLACEHOLDERS = frozenset({"todo", "a remplir", "null", "none", "undefined", "id"})
_VOLATILE = re.compile(r"num_|harvest_|tracking_summary|revision_|.*_views\Z")
_VOLATILE_IN_ORGANIZATION = frozenset({"image_url", "image_display_url"})
_LISTS_BY_NAME = frozenset({"tags", "groups"})


def as_list(value: object) -> list[object]:
    """Return a list as it is, anything else as an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


def as_mapping(value: object) -> Mapping[str, object]:
    """Return an object as it is, anything else as an empty one."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def as_text(value: object) -> str:
    """Return a text as it is, anything else as an empty one."""
    return value if isinstance(value, str) else ""


def in_french(value: object) -> str:
    """Return a text, or of a language map the French, English or first text."""
    texts = as_mapping(value)
    if not texts:
        return as_text(value)
    for language in ("fr", "fr_FR", "en"):
        if text := as_text(texts.get(language)):
            return text
    return next((as_text(text) for text in texts.values() if text), "")


def theme_keys(raw: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys of the groups and tags of a dataset."""
    found: dict[str, None] = {}
    for field, kind in (("groups", "group"), ("tags", "tag")):
        for item in as_list(raw.get(field)):
            name = as_text(as_mapping(item).get("name")) or as_text(item)
            if name:
                found[f"{kind}:{name}"] = None
    return tuple(found)


def stable_part(raw: Mapping[str, object]) -> dict[str, object]:
    """Return a dataset without what changes by itself, its terms in a fixed order."""
    kept = {key: value for key, value in raw.items() if not _VOLATILE.match(key)}
    organization = as_mapping(raw.get("organization"))
    kept["organization"] = {
        key: value
        for key, value in organization.items()
        if key not in _VOLATILE_IN_ORGANIZATION and not _VOLATILE.match(key)
    }
    kept["extras"] = sorted(
        (
            [as_text(extra.get("key")), str(extra.get("value"))]
            for extra in map(as_mapping, as_list(raw.get("extras")))
            if not _VOLATILE.match(as_text(extra.get("key")))
        ),
    )
    for field in _LISTS_BY_NAME:
        kept[field] = sorted(
            as_text(as_mapping(item).get("name")) for item in as_list(raw.get(field))
        )
    kept["resources"] = [
        {key: value for key, value in resource.items() if not _VOLATILE.match(key)}
        for resource in map(as_mapping, as_list(raw.get("resources")))
    ]
    return kept


def utc(value: object) -> datetime | None:
    """Return an instant that CKAN writes without a zone as UTC; None if unreadable."""
    try:
        instant = datetime.fromisoformat(as_text(value).replace("Z", "+00:00"))
    except ValueError:
        return None
    if instant.tzinfo is None:
        return instant.replace(tzinfo=timezone.utc)
    return instant.astimezone(timezone.utc)


def record_or_reject(
    item: object, seen: set[str]
) -> tuple[RemoteRecord | None, Reject | None]:
    """Return a record, or why the item is none; ``seen`` gains the guid."""
    raw = as_mapping(item)
    guid = as_text(raw.get("id"))
    title = in_french(raw.get("title")) or as_text(raw.get("name"))
    code = _problem(raw, guid, seen)
    if code is not None:
        shown = guid[:GUID_LIMIT]
        return None, Reject(guid=shown, title=title[:500], reason=Notice(code))
    seen.add(guid)
    record = RemoteRecord(
        guid=guid,
        title=title[:500],
        remote_modified=utc(raw.get("metadata_modified")),
        digest=digest(stable_part(raw)),
        raw=raw,
        theme_keys=theme_keys(raw),
    )
    return record, None


def _problem(raw: Mapping[str, object], guid: str, seen: set[str]) -> str | None:
    if not raw:
        return "harvest.not_a_dataset"
    if not guid.strip() or guid.strip().casefold() in PLACEHOLDERS:
        return "harvest.no_identity"
    if len(guid) > GUID_LIMIT:
        return "harvest.long_identity"
    if guid in seen:
        return "harvest.twice"
    return _exclusion(raw)


def _exclusion(raw: Mapping[str, object]) -> str | None:
    if raw.get("type") == "harvest":
        return "harvest.harvest_source"
    if raw.get("private") is True or raw.get("state", "active") != "active":
        return "harvest.not_public"
    return None
