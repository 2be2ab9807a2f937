"""Who may answer, and why they are proposed. No name, mail or phone is in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MatchedField = Literal["problems", "skills", "function", "service", "theme", "datasets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A referent as the search knows it; `themes` holds codes of the tree."""

    id: str
    function: str
    service: str
    problems: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    dataset_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The words typed that met a text of a referent.

    `text` is the matched problem, skill, function, service, dataset title or the
    code of the matched theme.
    """

    words: tuple[str, ...]
    field: MatchedField
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A referent for a sentence.

    `score` only compares matches of one search; `confidence` (0–1) says how sure it
    is that this is the right person. Reasons come in order of weight.
    """

    id: str
    score: float
    confidence: float
    reasons: tuple[Reason, ...]
