"""What a question may hold, and what of it may be made public."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.french import normalize

BODY_LIMIT = 5_000
LINK_LIMIT = 2
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_PHONE = re.compile(r"(?<![\d/])(?:\+\d{2,3}[ .-]?|0)\d(?:[ .-]?\d{2}){4}(?!\d)")
_NAMED = re.compile(
    r"\b(M\.|Mr|Mme|Mlle|Monsieur|Madame|Mademoiselle)\s+"
    r"[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)*"
)
_MASK = "[…]"
_SHORTEST_NAME = 3


def check_text(body: str) -> None:
    """Raise TerritoryError for a text that is too long or is full of links.

    Codes ``question.too_long`` and ``question.links``.
    """
    if len(body) > BODY_LIMIT:
        raise TerritoryError("question.too_long", limit=BODY_LIMIT)
    if len(_LINK.findall(body)) > LINK_LIMIT:
        raise TerritoryError("question.links", limit=LINK_LIMIT)


def without_persons(text: str, names: Iterable[str] = ()) -> str:
    """Return a text without addresses, telephone numbers and names of persons.

    `names` are first and last names that are known to be persons' here; other names
    are found by the title before them. What is left must still be read by somebody.
    """
    text = _ADDRESS.sub(_MASK, text)
    text = _PHONE.sub(_MASK, text)
    text = _NAMED.sub(rf"\1 {_MASK}", text)
    words = {
        normalize(word)
        for name in names
        for word in re.split(r"[\s,]+", name)
        if len(word) >= _SHORTEST_NAME
    }
    return re.sub(
        r"[^\W\d_]+(?:['’-][^\W\d_]+)*",
        lambda found: _MASK if normalize(found.group()) in words else found.group(),
        text,
    )
