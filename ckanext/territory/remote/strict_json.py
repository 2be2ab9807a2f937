"""JSON of strangers: bounded in depth, with finite numbers and each key once."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from typing import cast

from ckanext.territory.remote.errors import RemoteError

DEPTH = 64
EXCERPT = 80
_SURROGATE = re.compile("[\ud800-\udfff]")
_KEPT_CONTROLS = "\n\t"
_DROPPED_FORMATS = frozenset("\u200b\u200e\u200f\u2060\ufeff") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _constant(name: str) -> object:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def check(text: str, content_type: str, host: str) -> None:
    """Refuse a text that is not an object of strict JSON.

    Raises RemoteError: for other kinds of answer with their type and first printable
    characters, for JSON that is damaged, too deep or ambiguous.
    """
    if not text.lstrip().startswith("{"):
        raise RemoteError(
            "remote.not_json",
            host=host,
            type=content_type.partition(";")[0][:60] or "?",
            excerpt=excerpt(text),
        )
    try:
        parsed = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_constant=_constant,
            parse_float=_finite,
        )
        cleaned(parsed)
    except (ValueError, RecursionError) as error:
        raise RemoteError("remote.bad_json", host=host) from error


def excerpt(text: str) -> str:
    """Return the first printable characters of an answer, on one line."""
    plain = "".join(char if char.isprintable() else " " for char in text[:1000])
    return " ".join(plain.split())[:EXCERPT]


def cleaned(value: object, depth: int = 0) -> object:
    """Return a parsed value whose texts PostgreSQL, Solr and readers can bear.

    NUL, lone surrogates, control characters and marks that turn the direction of text
    are taken out. Raises ValueError below 64 levels.
    """
    if depth > DEPTH:
        raise ValueError("too deep")
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [cleaned(item, depth + 1) for item in items]
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value)
        return {
            clean_text(key): cleaned(item, depth + 1) for key, item in pairs.items()
        }
    return value


def clean_text(text: str) -> str:
    """Return a text without control characters and invisible marks."""
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if _is_kept(char))


def _is_kept(char: str) -> bool:
    if char in _KEPT_CONTROLS:
        return True
    return char not in _DROPPED_FORMATS and unicodedata.category(char) != "Cc"
