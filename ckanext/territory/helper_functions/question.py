"""Helpers that show questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk

__all__ = [
    "territory_dataset_answers",
    "territory_question_due",
    "territory_question_status",
    "territory_question_step",
]


def territory_question_status(status: str) -> str:
    """Return the words of the status of a question."""
    words = {
        "unconfirmed": tk._("Waits for your confirmation"),
        "received": tk._("Received"),
        "in_progress": tk._("In progress"),
        "answered": tk._("Answered"),
        "redirected": tk._("Passed on"),
        "closed": tk._("Closed"),
    }
    return words.get(status, status)


def territory_question_step(event: Mapping[str, Any], is_asker: bool) -> str:
    """Return who did what in a step of a thread."""
    service = event["details"].get("service", "")
    words = {
        "message": tk._("You wrote") if is_asker else tk._("The asker wrote"),
        "answer": tk._("The service answered"),
        "note": tk._("Note for colleagues"),
        "redirect": tk._("Passed on to: {service}").format(service=service),
        "status": tk._("Closed"),
        "reminder": tk._("Reminder sent"),
        "escalation": tk._("Brought to the front desk"),
    }
    return str(words.get(event["kind"], event["kind"]))


def territory_question_due(day: str) -> str:
    """Return by when a question is to be answered, in words."""
    due = dt.date.fromisoformat(day)
    left = (due - dt.date.today()).days  # noqa: DTZ011 - a day of the authority
    if left < 0:
        return tk.ungettext("{count} day late", "{count} days late", -left).format(
            count=-left
        )
    if left == 0:
        return tk._("due today")
    return tk.ungettext("{count} day left", "{count} days left", left).format(
        count=left
    )


def territory_dataset_answers(pkg: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the questions on a dataset that were answered in public."""
    return tk.get_action("territory_answer_list")({}, {"dataset_id": pkg["id"]})
