"""Finding the person for a problem, and what may be shown of a person."""

from __future__ import annotations

from ckanext.territory.domain.referent.assignment import (
    Conditions,
    Described,
    Rule,
    first_rule,
    fits,
)
from ckanext.territory.domain.referent.candidate import (
    Candidate,
    Certainty,
    HeldDataset,
    Match,
    MatchedField,
    Reason,
    certainty,
)
from ckanext.territory.domain.referent.evaluation import (
    Case,
    Evaluation,
    Miss,
    evaluate,
)
from ckanext.territory.domain.referent.mailbox import is_nominative
from ckanext.territory.domain.referent.places import NamedPlace, PlaceNames
from ckanext.territory.domain.referent.ranking import SENTENCE_LIMIT, ReferentIndex
from ckanext.territory.domain.referent.standing_in import stand_in

__all__ = [
    "SENTENCE_LIMIT",
    "Candidate",
    "Case",
    "Certainty",
    "Conditions",
    "Described",
    "Evaluation",
    "HeldDataset",
    "Match",
    "MatchedField",
    "Miss",
    "NamedPlace",
    "PlaceNames",
    "Reason",
    "ReferentIndex",
    "Rule",
    "certainty",
    "evaluate",
    "first_rule",
    "fits",
    "is_nominative",
    "stand_in",
]
