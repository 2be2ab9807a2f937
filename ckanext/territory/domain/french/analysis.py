"""From a sentence to the stems of the words that carry its meaning."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ckanext.territory.domain.french.stem import stem
from ckanext.territory.domain.french.stopwords import (
    ACCENTED_STOP_WORDS,
    FAINT_WORDS,
    OF_WORDS,
    PLACE_WORDS,
    STOP_WORDS,
    STREET_WORDS,
)

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_SIGNS = str.maketrans({"’": "'", "ʼ": "'"} | dict.fromkeys("‐‑‒–—―−", "-"))
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ELISIONS = "l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu quelqu entr"
_PREFIXES = "co e eco bio micro mini multi anti auto re pre inter prud"
_ELIDED = frozenset(_ELISIONS.split())
_JOINED = frozenset(_PREFIXES.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word that carries meaning: as it was typed, and its stem.

    A faint word is common in any request, or says where the matter is ("devant
    l'école"): it counts for less.
    """

    surface: str
    stem: str
    is_faint: bool = False


def normalize(text: str) -> str:
    """Return the text in lower case, without accents, with single spaces."""
    return " ".join(_plain(text).split())


def tokenize(text: str) -> list[Token]:
    """Return the words that carry meaning, in the order of the text.

    Elided articles, stop words and lone letters are left out; hyphenated
    compounds are cut into their words, except after a prefix ("co-voiturage").
    """
    tokens: list[Token] = []
    after_place = after_street = False
    for match in _WORD.finditer(_signs(text)):
        for typed in _words(match.group()):
            word = _plain(typed)
            named = after_street and (word in OF_WORDS or typed[:1].isupper())
            after_place = after_place or named or word in PLACE_WORDS
            after_street = word in STREET_WORDS
            if _says_nothing(typed, word):
                continue
            faint = after_place or word in FAINT_WORDS
            tokens.append(Token(surface=typed, stem=stem(word), is_faint=faint))
            after_place = False
    return tokens


def _says_nothing(typed: str, word: str) -> bool:
    if word in STOP_WORDS or typed.lower() in ACCENTED_STOP_WORDS:
        return True
    return len(word) == 1 and not word.isdigit()


def analyze(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in the order of the text."""
    return [token.stem for token in tokenize(text)]


def _signs(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SIGNS)


def _plain(text: str) -> str:
    folded = _signs(text).lower().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _words(chunk: str) -> list[str]:
    """Return the words of a run of letters, apostrophes and hyphens, as typed."""
    words: list[str] = []
    carried = ""
    for piece in chunk.replace("'", "'-").split("-"):
        typed = piece.rstrip("'")
        word = _plain(typed)
        if word in _JOINED:
            carried += typed
        elif piece.endswith("'") and word in _ELIDED:
            continue
        else:
            words.append(carried + typed)
            carried = ""
    if carried:
        words.append(carried)
    return words
