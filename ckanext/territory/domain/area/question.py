"""What somebody types to name a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 200
_BRACKETS = re.compile(r"^(.*)\(([0-9]{2,3}|2[abAB])\)\s*$")
_TRAILING = re.compile(r"^(.*\S)\s+([0-9]{2,3}|2[abAB])$")


@dataclass(frozen=True, slots=True)
class Question:
    """A name, the code of the département that tells homonyms apart, or a code."""

    name: str
    departement: str
    code: str


def read_question(text: str) -> list[Question]:
    """Return what a text may ask for, the likeliest first.

    ``Saint-Denis (93)`` and ``saint denis 93`` name a département; ``Paris 15`` seems
    to, so that the whole text is a second reading.
    """
    text = text.strip()[:_LONGEST]
    code = "".join(text.split()).upper()
    whole = Question(name=text, departement="", code=code)
    found = _BRACKETS.match(text) or _TRAILING.match(text)
    if found is None:
        return [whole]
    name, departement = found.group(1).strip(), found.group(2).upper()
    return [Question(name=name, departement=departement, code=code), whole]
