"""What a check of the doctor says. Pure: no CKAN, no service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypedDict

Status = Literal["error", "warning", "fine", "not_applicable"]
STATUSES: tuple[Status, ...] = ("error", "warning", "fine", "not_applicable")


class CheckDict(TypedDict):
    """A check as JSON."""

    code: str
    status: Status
    meaning: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the doctor.

    ``code`` names the check for machines (``solr.fields``), ``meaning`` says what was
    found, ``remedy`` what to do about it; both are in the reader's language.
    """

    code: str
    status: Status
    meaning: str
    remedy: str = ""

    def as_dict(self) -> CheckDict:
        """Return the check as JSON knows it."""
        return {
            "code": self.code,
            "status": self.status,
            "meaning": self.meaning,
            "remedy": self.remedy,
        }


def fine(code: str, meaning: str) -> Check:
    """Return a check that found nothing wrong."""
    return Check(code=code, status="fine", meaning=meaning)


def error(code: str, meaning: str, remedy: str) -> Check:
    """Return a check that found what keeps the portal from working or from safety."""
    return Check(code=code, status="error", meaning=meaning, remedy=remedy)


def warning(code: str, meaning: str, remedy: str) -> Check:
    """Return a check that found what should be mended."""
    return Check(code=code, status="warning", meaning=meaning, remedy=remedy)


def not_applicable(code: str, meaning: str) -> Check:
    """Return a check that has nothing to look at on this portal."""
    return Check(code=code, status="not_applicable", meaning=meaning)


def count(checks: Iterable[CheckDict]) -> dict[Status, int]:
    """Return how many checks have each status, worst first, zeros included."""
    found = [check["status"] for check in checks]
    return {status: found.count(status) for status in STATUSES}
