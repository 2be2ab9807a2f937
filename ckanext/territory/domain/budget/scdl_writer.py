"""Writer of SCDL budget rows.

Source: schema scdl/budget 0.8.3, read as every converter reads it: BGT_CONTNAT is the
chapter and BGT_NATURE the account.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, TextIO

from ckanext.territory.domain.budget.header import BudgetHeader
from ckanext.territory.domain.budget.line import BudgetLine
from ckanext.territory.domain.budget.words import (
    SCDL_FLOW,
    SCDL_KIND,
    SCDL_SECTION,
    SCDL_SPECIALIZED,
    SCDL_STAGE,
)

SCDL_COLUMNS: Final[tuple[str, ...]] = (
    "BGT_NATDEC",
    "BGT_ANNEE",
    "BGT_SIRET",
    "BGT_NOM",
    "BGT_CONTNAT",
    "BGT_CONTNAT_LABEL",
    "BGT_NATURE",
    "BGT_NATURE_LABEL",
    "BGT_FONCTION",
    "BGT_FONCTION_LABEL",
    "BGT_OPERATION",
    "BGT_SECTION",
    "BGT_OPBUDG",
    "BGT_CODRD",
    "BGT_MTREAL",
    "BGT_MTBUDGPREC",
    "BGT_MTRARPREC",
    "BGT_MTPROPNOUV",
    "BGT_MTPREV",
    "BGT_CREDOUV",
    "BGT_MTRAR3112",
    "BGT_ARTSPE",
)


def _amount(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    text = str(amount)
    return f"{amount:f}" if "E" in text else text


def scdl_row(line: BudgetLine, header: BudgetHeader) -> list[str]:
    """Return the cells of a line, in the order of `SCDL_COLUMNS`."""
    return [
        SCDL_STAGE[header.stage],
        str(header.fiscal_year),
        header.entity_siret,
        header.entity_name,
        line.chapter or "",
        line.chapter_label or "",
        line.account,
        line.account_label or "",
        line.function or "",
        line.function_label or "",
        line.operation or "",
        SCDL_SECTION[line.section],
        SCDL_KIND[line.operation_kind],
        SCDL_FLOW[line.flow],
        _amount(line.amount_executed),
        _amount(line.amount_previous),
        _amount(line.amount_carried_previous),
        _amount(line.amount_proposed),
        _amount(line.amount_voted),
        _amount(line.amount_open),
        _amount(line.amount_carried_forward),
        SCDL_SPECIALIZED[line.is_specialized],
    ]


def write_scdl(
    lines: Iterable[BudgetLine], header: BudgetHeader, target: TextIO
) -> int:
    """Write header row and lines as CSV; return the number of lines written."""
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(SCDL_COLUMNS)
    count = 0
    for line in lines:
        writer.writerow(scdl_row(line, header))
        count += 1
    return count
