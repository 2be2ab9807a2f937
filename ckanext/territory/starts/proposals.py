"""Proposals read in a file, in words, with the answers that people gave them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ckanext.territory import messages
from ckanext.territory.model.start import Start
from ckanext.territory.starts.fields import CODE, LEVEL, is_empty
from ckanext.territory.starts.types import Choice, Proposal, Warned

TOTEM, SCDL = "totem", "scdl_budget"
UNKNOWN = "unknown"
TERRITORY = "territory"
# The format is a fact of the file, not a question.
FACTS = frozenset({"resource_format"})
PERSONAL = "inspection.personal"
# A mailbox of a service is not a person's.
LIGHT = "mailbox"


def is_budget(row: Start) -> bool:
    """Tell whether the file is published as a budget.

    A TOTEM document always is: only that way are the names in its annexes blanked.
    """
    kind = row.inspection.get("kind")
    refused = row.answers.get("choices", {}).get("type") == "refuse"
    return kind == TOTEM or (kind == SCDL and not refused)


def proposals(row: Start) -> list[Proposal]:
    """Return the proposals of a file in their order; the territory makes only one."""
    choices = row.answers.get("choices", {})
    return [
        {
            "key": key,
            "values": values,
            "text": str(first.get("text") or "") or _plain(first["value"]),
            "reason": _sentence(first.get("reason") or {}),
            "confidence": float(first.get("confidence") or 0),
            "choice": _choice(choices.get(key)),
        }
        for key, first, values in _grouped(row)
    ]


def accepted(row: Start) -> dict[str, Any]:
    """Return the fields that a person accepted, and the title that they wrote."""
    found: dict[str, Any] = {}
    for proposal in proposals(row):
        if proposal["choice"] == "accept":
            found |= proposal["values"]
    written = str(row.answers.get("title") or "").strip()
    refused = row.answers.get("choices", {}).get("title") == "refuse"
    if written and not refused:
        found["title"] = written
    return found


def proposed_title(row: Start) -> str:
    """Return the title read in the file, or nothing."""
    for proposal in row.inspection.get("proposals", []):
        if proposal["field"] == "title":
            return str(proposal["value"])
    return ""


def warnings(row: Start) -> list[Warned]:
    """Return what people should look at, the serious first."""
    found: list[Warned] = [
        {
            "code": warning["code"],
            "sentence": _sentence(warning),
            "is_serious": is_serious(row, warning),
        }
        for warning in row.inspection.get("warnings", [])
    ]
    return sorted(found, key=lambda each: not each["is_serious"])


def is_serious(row: Start, warning: Mapping[str, Any]) -> bool:
    """Tell whether a warning is about persons whom the portal would not blank."""
    code = str(warning["code"])
    return (
        code.startswith(PERSONAL)
        and LIGHT not in code
        and row.inspection.get("kind") != TOTEM
    )


def _grouped(row: Start) -> Iterator[tuple[str, Mapping[str, Any], dict[str, Any]]]:
    """Yield key, proposal to show and fields; level and code answer one question."""
    given = [
        proposal
        for proposal in row.inspection.get("proposals", [])
        if proposal["field"] not in FACTS and not is_empty(proposal["value"])
    ]
    place = [each for each in given if each["field"] in (LEVEL, CODE)]
    done = False
    for proposal in given:
        name = proposal["field"]
        if name == "type" and row.inspection.get("kind") == TOTEM:
            continue
        if name not in (LEVEL, CODE):
            yield name, proposal, {name: proposal["value"]}
        elif not done:
            done = True
            shown = next((each for each in place if each["field"] == CODE), proposal)
            yield TERRITORY, shown, {each["field"]: each["value"] for each in place}


def _plain(value: object) -> str:
    """Return a value that has no words of its own."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _choice(value: object) -> Choice:
    if value == "accept":
        return "accept"
    return "refuse" if value == "refuse" else ""


def _sentence(facts: Mapping[str, Any]) -> str:
    if not facts.get("code"):
        return ""
    rest = {name: value for name, value in facts.items() if name != "code"}
    return messages.describe(str(facts["code"]), rest)
