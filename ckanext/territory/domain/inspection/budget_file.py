"""Budget files: what their header says, read by the budgets' own readers."""

from __future__ import annotations

from pathlib import Path

from ckanext.territory.domain.budget import BudgetError, BudgetHeader, open_document
from ckanext.territory.domain.budget.scdl import PREFIX, REQUIRED

_NUMBER_ASKED = "budget.decision_number"


def is_scdl_budget(columns: tuple[str, ...]) -> bool:
    """Tell whether a table has the columns of SCDL budget, whatever their case."""
    names = {name.strip().upper() for name in columns}
    ours = sum(name.startswith(PREFIX) for name in names)
    return len(names & set(REQUIRED)) > len(REQUIRED) / 2 and ours > len(names) / 2


def read_budget(path: Path, name: str) -> BudgetHeader:
    """Return the header of a budget; raises BudgetError when it is refused.

    The number of an amending decision, which SCDL files never say, is not needed yet.
    """
    try:
        return open_document(path, charts=_no_chart, name=name).header
    except BudgetError as error:
        if error.code != _NUMBER_ASKED:
            raise
    return open_document(path, charts=_no_chart, name=name, decision_number=1).header


def _no_chart(_nomenclature: str, _year: int) -> None:
    """Return no chart of accounts: it is not needed for the header."""
