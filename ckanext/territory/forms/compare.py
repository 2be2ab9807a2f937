"""Whether two persons, or two tabs, changed the same field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DIGEST_LENGTH = 12


def plain(value: object) -> object:
    """Return a value in the one form that a page and the database share."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        kept = {str(key): plain(item) for key, item in value.items()}
        return {key: item for key, item in sorted(kept.items()) if item != ""} or ""
    if isinstance(value, list | tuple):
        items = [item for item in map(plain, value) if item != ""]
        return items or ""
    if isinstance(value, str) and value.startswith("["):
        try:
            return plain(json.loads(value))
        except ValueError:
            pass
    return str(value).replace("\r\n", "\n").strip()


def digest(value: object) -> str:
    """Return a short fingerprint of a value; a single choice equals a list of it."""
    known = plain(value)
    if isinstance(known, list) and len(known) == 1 and isinstance(known[0], str):
        known = known[0]
    text = json.dumps(known, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that the person and somebody else both changed, each in a way.

    ``base`` is the fingerprint of what somebody else left.
    """

    field: str
    mine: Any
    theirs: Any
    base: str


def differences(
    mine: Mapping[str, Any], stored: Mapping[str, Any], base: Mapping[str, str]
) -> Iterator[Difference]:
    """Yield the fields changed on both sides since the form was opened.

    ``base`` holds the fingerprints of the values that the form showed; a field that
    it does not know is left alone.
    """
    for name, value in mine.items():
        if name not in base:
            continue
        then, now, typed = base[name], digest(stored.get(name)), digest(value)
        if now not in (then, typed) and typed != then:
            yield Difference(field=name, mine=value, theirs=stored.get(name), base=now)


def untouched(mine: Mapping[str, Any], base: Mapping[str, str]) -> set[str]:
    """Return the fields that the person left as the form showed them."""
    return {name for name, value in mine.items() if digest(value) == base.get(name)}
