"""Light stemming of French words already in lower case without accents.

Snowball's French stemmer was tried and left aside: it makes one word of
"voirie" and "voir", and strangers of "inscrire" and "inscription". A few endings
(number, gender, infinitive, participle) are enough to bring the forms of one
word together; `family` brings a verb and its noun near each other.
"""

from __future__ import annotations

_IRREGULAR = {
    "travaux": "travail",
    "vitraux": "vitrail",
    "tuyaux": "tuyau",
    "yeux": "oeil",
    "jeux": "jeu",
}
# Ending, replacement, shortest word it applies to; the first that fits wins.
_ENDINGS = (
    ("eaux", "eau", 4),
    ("aux", "al", 5),
    ("trices", "teur", 8),
    ("trice", "teur", 7),
    ("ives", "if", 6),
    ("ive", "if", 5),
    ("euses", "eu", 7),
    ("euse", "eu", 6),
    ("eux", "eu", 5),
)
_SHORT = 3
_INFINITIVE_MIN = 6
_DERIVED = (
    "issement",
    "ement",
    "ation",
    "ition",
    "ateur",
    "ment",
    "tion",
    "teur",
    "erie",
    "eri",
    "age",
    "ag",
    "eur",
    "air",
    "abl",
    "anc",
    "iqu",
    "if",
)
_ROOT_MIN = 4


def stem(word: str) -> str:
    """Return the common form of a word; words of three letters stay as they are."""
    if len(word) <= _SHORT or not word.isalpha():
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, replacement, shortest in _ENDINGS:
        if len(word) >= shortest and word.endswith(ending):
            return word[: -len(ending)] + replacement
    return _bare(word)


def _bare(word: str) -> str:
    """Return the word without plural, infinitive, final e's and double consonant."""
    short = word
    if short[-1] in "sx" and not short.endswith("ss"):
        short = short[:-1]
    if len(short) >= _INFINITIVE_MIN and short.endswith(("er", "ez")):
        short = short[:-2]
    while len(short) > _SHORT and short.endswith("e"):
        short = short[:-1]
    doubled = len(short) > _SHORT and short.endswith(("ll", "nn", "tt"))
    if doubled and not short.endswith("tionn"):
        short = short[:-1]
    return short


def family(stemmed: str) -> str:
    """Return the root shared by a verb and its nouns ("stationn" for both).

    It is coarser than the stem and only good for a weaker second look.
    """
    for ending in _DERIVED:
        if stemmed.endswith(ending) and len(stemmed) - len(ending) >= _ROOT_MIN:
            return stemmed[: -len(ending)]
    return stemmed
