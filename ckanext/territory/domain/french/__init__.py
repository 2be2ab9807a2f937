"""Analysis of French text: what the words of a sentence have in common.

The same analysis runs when something is indexed and when somebody searches;
it is deterministic and needs nothing outside this package.
"""

from __future__ import annotations

from ckanext.territory.domain.french.analysis import (
    Token,
    analyze,
    normalize,
    tokenize,
)
from ckanext.territory.domain.french.stem import family, stem
from ckanext.territory.domain.french.synonyms import Expansion, Synonyms

__all__ = [
    "Expansion",
    "Synonyms",
    "Token",
    "analyze",
    "family",
    "normalize",
    "stem",
    "tokenize",
]
