"""The closed lists of words on runs: status and outcome."""

from __future__ import annotations

from collections.abc import Mapping

from ckan.plugins import toolkit as tk

OUTCOMES = (
    "added",
    "updated",
    "unchanged",
    "waiting",
    "skipped",
    "failed",
    "rejected",
    "missing",
)


def status_word(status: str) -> str:
    """Return the word for the status of a run."""
    return {
        "pending": tk._("Waiting"),
        "running": tk._("Under way"),
        "done": tk._("Done"),
        "done_with_errors": tk._("Done with errors"),
        "failed": tk._("Failed"),
        "cancelled": tk._("Stopped"),
    }[status]


def outcome_word(outcome: str) -> str:
    """Return the word for what became of remote datasets."""
    return {
        "added": tk._("Added"),
        "updated": tk._("Updated"),
        "unchanged": tk._("Unchanged"),
        "waiting": tk._("Still to write"),
        "skipped": tk._("Left alone"),
        "failed": tk._("In error"),
        "rejected": tk._("Unusable"),
        "missing": tk._("No longer at the partner"),
    }[outcome]


def outcome_words(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return words and counts in the order in which people read them."""
    return [(outcome_word(key), counts[key]) for key in OUTCOMES if counts.get(key)]
