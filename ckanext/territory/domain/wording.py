"""Texts as people type or paste them: cleaned, measured, cut."""

from __future__ import annotations

import re
import unicodedata

# Source: schema.data.gouv.fr, scdl/catalogue 0.1.3, and the tags of udata 17.
KEYWORD_LENGTHS = (3, 96)
_NOT_IN_KEYWORDS = re.compile(r"[^\w \-.]+")
_KEPT = "\n\t"


def clean_line(text: str) -> str:
    """Return a text on one line: single spaces, no control characters."""
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """Return a text without control characters, which databases and XML refuse."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text.strip()
    kept = (char for char in text if char in _KEPT or not _is_control(char))
    return "".join(kept).strip()


def clean_keyword(text: str) -> str:
    """Return a keyword without the signs that CKAN refuses: “l'air” is “l air”."""
    return clean_line(_NOT_IN_KEYWORDS.sub(" ", text))


def is_keyword(text: str) -> bool:
    """Tell whether a keyword has the length that catalogues accept."""
    shortest, longest = KEYWORD_LENGTHS
    return shortest <= len(text) <= longest


def shorten(text: str, limit: int) -> str:
    """Return a text of at most ``limit`` characters, its cut shown by an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"}
