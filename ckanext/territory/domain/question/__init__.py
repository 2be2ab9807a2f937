"""Questions to the authority: what is accepted, how often, and what is made public."""

from __future__ import annotations

from ckanext.territory.domain.question.challenge import check_challenge, is_solved, make
from ckanext.territory.domain.question.limits import LIMITS, Counts, check_limits
from ckanext.territory.domain.question.network import client_address, network_of
from ckanext.territory.domain.question.text import (
    BODY_LIMIT,
    LINK_LIMIT,
    check_text,
    without_persons,
)

__all__ = [
    "BODY_LIMIT",
    "LIMITS",
    "LINK_LIMIT",
    "Counts",
    "check_challenge",
    "check_limits",
    "check_text",
    "client_address",
    "is_solved",
    "make",
    "network_of",
    "without_persons",
]
