"""Checks of a budget's identity, shared by the formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timezone

from ckanext.territory.domain.area import is_commune_code, is_siren, is_siret
from ckanext.territory.domain.budget.errors import BudgetError, at, shown
from ckanext.territory.domain.budget.words import SCDL_STAGE, Stage, stage_of

FIRST_YEAR = 1990
YEARS_AHEAD = 2
_YEAR = re.compile(r"[0-9]{4}")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")
_FRENCH_DATE = re.compile(r"([0-9]{2})[-/]([0-9]{2})[-/]([0-9]{4})")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DIGITS = re.compile(r"[0-9]+")
# INSEE numbers the communes of metropolitan France in their SIREN: 21, département on
# two digits, commune on four, key. Corsica (20) and overseas (97) are not so simple.
_COMMUNE_SIREN = re.compile(r"21([0-9]{2})0([0-9]{3})[0-9]")


@dataclass(frozen=True, slots=True)
class Field:
    """A value and where it was read: path of element or column, line or row."""

    value: str
    element: str
    row: int

    def error(self, code: str, **facts: object) -> BudgetError:
        """Return a refusal located at this field."""
        return BudgetError(
            code, found=shown(self.value) or "—", **facts, **at(self.element, self.row)
        )


def today() -> date:
    """Return the day in universal time."""
    return datetime.now(timezone.utc).date()


def checked_siret(field: Field) -> str:
    """Return the SIRET; refuse with `budget.siret` one that is not valid."""
    siret = field.value.replace(" ", "")
    if not is_siret(siret):
        raise field.error("budget.siret")
    return siret


def checked_year(field: Field) -> int:
    """Return the fiscal year; refuse with `budget.year` one that is not plausible."""
    text = field.value.strip()
    last = today().year + YEARS_AHEAD
    if not _YEAR.fullmatch(text) or not FIRST_YEAR <= int(text) <= last:
        raise field.error("budget.year", expected=f"{FIRST_YEAR}–{last}")
    return int(text)


def checked_stage(field: Field, wanted: Stage | None) -> Stage:
    """Return the stage of the file, or the publisher's `ca` or `cfu` for the other.

    The SCDL list lacks the CFU, so files of that stage say "compte administratif".

    Raises:
        BudgetError: `budget.stage` when unknown, `budget.stage_conflict` when the
            publisher says another stage than the file.
    """
    stage = stage_of(field.value)
    if stage is None:
        raise field.error("budget.stage")
    if wanted is None or wanted == stage:
        return stage
    if {wanted, stage} == {"ca", "cfu"}:
        return wanted
    raise field.error("budget.stage_conflict", expected=SCDL_STAGE[wanted])


def checked_decision(stage: Stage, field: Field, given: int | None) -> int | None:
    """Return the number of an amending decision; None for the other stages.

    Raises:
        BudgetError: `budget.decision_number` when nobody says it,
            `budget.decision_number_conflict` when file and publisher differ.
    """
    if stage != "dm":
        return None
    text = field.value.strip()
    told = int(text) if _NUMBER.fullmatch(text) else None
    if told is not None and given is not None and told != given:
        raise field.error("budget.decision_number_conflict", expected=given)
    number = given if told is None else told
    if number is None or number < 1:
        raise field.error("budget.decision_number")
    return number


def read_date(text: str) -> date | None:
    """Return the day written as 2024-04-08 or 08-04-2024, not later than today."""
    text = text.strip()
    found = _ISO_DATE.fullmatch(text)
    parts = found.groups() if found else None
    if parts is None and (found := _FRENCH_DATE.fullmatch(text)):
        parts = found.groups()[::-1]
    if parts is None:
        return None
    try:
        day = date(*(int(part) for part in parts))
    except ValueError:
        return None
    return day if date(FIRST_YEAR, 1, 1) <= day <= today() else None


def read_population(text: str) -> int | None:
    """Return the number of inhabitants ("3 446"), or None when none is given."""
    digits = "".join(text.split())
    if not _NUMBER.fullmatch(digits):
        return None
    return int(digits) or None


def area_code(text: str, siret: str) -> str | None:
    """Return the INSEE or EPCI code of the file, else the commune in the SIREN."""
    text = text.strip().upper()
    if is_commune_code(text) or is_siren(text):
        return text
    found = _COMMUNE_SIREN.fullmatch(siret[:9])
    code = "".join(found.groups()) if found else ""
    return code if is_commune_code(code) else None


def other_siret(text: str, siret: str) -> str | None:
    """Return a valid SIRET that differs from this budget's own, or None."""
    text = text.replace(" ", "")
    return text if is_siret(text) and text != siret else None


def seal_of(sha1: str, md5: str) -> str | None:
    """Return the SHA-1 of the sealed flow, else its MD5, in lower case."""
    return (sha1.strip() or md5.strip()).lower() or None
