"""Telling the address of a service from the address of a person."""

from __future__ import annotations

import re
from collections.abc import Collection

from ckanext.territory.domain.french import normalize, stem
from ckanext.territory.domain.referent.mailbox_words import FIRST_NAMES, FUNCTIONS

_FUNCTIONS = frozenset(stem(word) for word in FUNCTIONS.split())
_FIRST_NAMES = frozenset(FIRST_NAMES.split())
_PERSON_WORDS = frozenset({"prenom", "nom"})
_WORDS = re.compile(r"[a-z]+")
_INITIAL_AND_NAME = 2


def is_nominative(address: str, known: Collection[str] = ()) -> bool:
    """Tell whether an address looks like a person's (prenom.nom@, p.nom@).

    `known` holds stems of the town hall's own words: an address that has one of
    them, or a usual word of functional mailboxes, belongs to a service.
    """
    words = _WORDS.findall(normalize(address.partition("@")[0]))
    if _PERSON_WORDS.intersection(words):
        return True
    if not words or any(_is_function(word, known) for word in words):
        return False
    if words[0] in _FIRST_NAMES:
        return True
    separated = re.search(r"[._]", address.partition("@")[0]) is not None
    return separated and len(words) >= _INITIAL_AND_NAME


def _is_function(word: str, known: Collection[str]) -> bool:
    bare = stem(word)
    if bare in _FUNCTIONS:
        return True
    return len(word) > 1 and word not in _FIRST_NAMES and bare in known
