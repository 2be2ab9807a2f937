"""Names of places as they are compared: no accent, case, hyphen or abbreviation."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = ("le ", "la ", "les ", "l ", "cc ", "ca ", "cu ")
LONGEST = 200  # characters of a name or a question that are looked at


def words(text: str) -> list[str]:
    """Return the bare words of a name: ``St-Ouën`` gives ``saint`` and ``ouen``."""
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
        text = _MARKS.sub("", text)
    found: list[str] = _WORD.findall(text.lower())
    return [_SHORT.get(word, word) for word in found]


def fold(text: str) -> str:
    """Return the bare words of a name, separated by single spaces."""
    return " ".join(words(text))


def without_article(folded: str) -> str:
    """Return a folded name without its article or the initials of its kind."""
    for article in _ARTICLES:
        if folded.startswith(article):
            return folded[len(article) :]
    return folded
