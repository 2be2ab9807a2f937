"""Addresses of schemas: one schema has many, by version and by page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final
from urllib.parse import unquote, urlsplit

_VERSION = re.compile(r"v?([0-9]+(?:\.[0-9]+){0,3})", re.ASCII | re.IGNORECASE)
_FILE = re.compile(r"[^.]+\.(?:json|html?|csv|md|xlsx)", re.IGNORECASE)
_MOVING: Final = frozenset({"latest", "master", "main"})
# Served by every portal of ours: the same schema whatever the host.
_OWN = re.compile(r"/territory/schemas/tables/([a-z_]+)(?:/|$)")
LONGEST: Final = 2000
# Under it, the folders of schema.data.gouv.fr: group, schema, version.
NATIONAL: Final = "https://schema.data.gouv.fr/schemas/"
_LAYOUT_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class SchemaAddress:
    """What an address names: the schema, whatever its version, and the version.

    ``version`` is empty when the address follows the newest one.
    """

    family: str
    version: str


def parse_address(address: str) -> SchemaAddress | None:
    """Return what a web address of a schema names, or None when it is no address.

    ``https://schema.data.gouv.fr/schemas/scdl/budget/0.8.3/schema.json``, the same with
    ``latest``, and the page ``https://schema.data.gouv.fr/scdl/budget/`` are a family.
    """
    if len(address) > LONGEST:
        return None
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    path = unquote(parts.path)
    own = _OWN.search(path)
    if parts.scheme not in {"http", "https"} and not (own and not parts.scheme):
        return None
    words = [word for word in path.split("/") if word]
    version = _take_version(words)
    if own:
        return SchemaAddress(f"territory/{own[1]}", version)
    if words and _FILE.fullmatch(words[-1]):
        words.pop()
    if words and words[0] == "schemas":
        words.pop(0)
    if not host or not words:
        return None
    return SchemaAddress("/".join([host.removeprefix("www."), *words]).lower(), version)


def layout_address(path: PurePath) -> str:
    """Return the address of ``<group>/<schema>/<version>/<file>.json`` by its path.

    Empty when the last folder is no version.
    """
    words = path.parts[-_LAYOUT_DEPTH:]
    if len(words) < _LAYOUT_DEPTH or not _VERSION.fullmatch(words[2]):
        return ""
    return NATIONAL + "/".join(words)


def _take_version(words: list[str]) -> str:
    """Take the last word that is a version out of the words, and return it."""
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        found = _VERSION.fullmatch(word)
        if found or word.lower() in _MOVING:
            del words[place]
            return found[1] if found else ""
    return ""


def newest(versions: Iterable[str]) -> str:
    """Return the highest version; empty when there is none."""
    return max(versions, key=_rank, default="")


def pick_version(asked: str, known: Iterable[str]) -> str:
    """Return the known version that answers an asked one best; empty without any.

    The same one, else the newest of the same beginning (0.8.3 for 0.8), else the
    newest of all.
    """
    versions = list(known)
    if asked in versions:
        return asked
    near = [each for each in versions if asked and each.startswith(f"{asked}.")]
    return newest(near or versions)


def _rank(version: str) -> tuple[tuple[int, int, str], ...]:
    words = re.split(r"[.\-+]", version)
    return tuple(
        (1, int(word), "") if word.isascii() and word.isdigit() else (0, 0, word)
        for word in words
    )
