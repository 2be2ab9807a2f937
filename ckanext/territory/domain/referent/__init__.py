"""Finding the person for a problem, and what may be shown of a person."""

from __future__ import annotations

from ckanext.territory.domain.referent.candidate import (
    Candidate,
    Match,
    MatchedField,
    Reason,
)
from ckanext.territory.domain.referent.mailbox import is_nominative
from ckanext.territory.domain.referent.ranking import SENTENCE_LIMIT, ReferentIndex
from ckanext.territory.domain.referent.standing_in import stand_in

__all__ = [
    "SENTENCE_LIMIT",
    "Candidate",
    "Match",
    "MatchedField",
    "Reason",
    "ReferentIndex",
    "is_nominative",
    "stand_in",
]
