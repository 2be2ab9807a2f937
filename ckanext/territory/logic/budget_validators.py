"""Validators of budget documents."""

from __future__ import annotations

import re
from datetime import date

from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.territory.domain.budget.declared import (
    OLDEST_YEAR,
    accounting_framework,
    is_adopted_too_early,
)
from ckanext.territory.logic.field_values import as_text, is_empty, is_waived

__all__ = [
    "territory_adopted_on",
    "territory_annexe_label",
    "territory_decision_number",
    "territory_decision_of_stage",
    "territory_fiscal_year",
    "territory_framework",
    "territory_seal",
]

_SEAL = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}")


def territory_fiscal_year(value: object) -> int:
    """Accept a year from 1990 to two years from now."""
    last = date.today().year + 2  # noqa: DTZ011 - a year, in the server's own time
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and OLDEST_YEAR <= int(text) <= last):
        raise tk.Invalid(
            tk._("“{value}” is not a fiscal year between {first} and {last}.").format(
                value=value, first=OLDEST_YEAR, last=last
            )
        )
    return int(text)


def territory_decision_of_stage(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Ask for the number of an amending decision; other stages have none."""
    is_decision = as_text(data.get(("budget_stage",))) == "dm"
    if not is_decision:
        data[key] = ""
    elif is_empty(data.get(key)) and not is_waived(data):
        errors[key].append(tk._("Give the number of the amending decision."))
        raise tk.StopOnError


def territory_decision_number(value: object) -> object:
    """Accept a number from 1; another validator sees that it is a number."""
    if value == 0:
        raise tk.Invalid(tk._("The first amending decision has the number 1."))
    return value


def territory_annexe_label(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Ask for the name of an annexed budget."""
    is_annexe = as_text(data.get(("budget_kind",))) == "annexe"
    if is_annexe and is_empty(data.get(key)) and not is_waived(data):
        errors[key].append(tk._("Name the annexed budget, such as “Eau”."))
        raise tk.StopOnError


def territory_adopted_on(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse an account that would be adopted before its year has ended."""
    stage = as_text(data.get(("budget_stage",)))
    year = as_text(data.get(("fiscal_year",)))
    if errors[key]:
        return
    if year.isdigit() and is_adopted_too_early(stage, int(year), as_text(data[key])):
        errors[key].append(
            tk._("An account is adopted after its year, which ends on 31 December.")
        )


def territory_framework(value: object) -> str:
    """Accept an accounting framework; “M57-M57_A” is its variant, M57_A.

    One that is not known is kept as it is.
    """
    return accounting_framework(str(value))


def territory_seal(value: object) -> str:
    """Accept the MD5 or SHA-1 of a sealed file."""
    seal = str(value).strip().lower()
    if not _SEAL.fullmatch(seal):
        raise tk.Invalid(tk._("A seal has 32 or 40 figures and letters from a to f."))
    return seal
