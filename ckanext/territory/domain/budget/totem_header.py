"""Header of a TOTEM file, from raw values to a checked identity."""

from __future__ import annotations

from collections.abc import Mapping

from ckanext.territory.domain.budget.checks import (
    Field,
    area_code,
    checked_decision,
    checked_siret,
    checked_stage,
    checked_year,
    other_siret,
    read_date,
    read_population,
    seal_of,
)
from ckanext.territory.domain.budget.header import BudgetHeader
from ckanext.territory.domain.budget.words import BudgetKind, Stage, VoteMode
from ckanext.territory.domain.errors import Notice

_VOTE_MODES: Mapping[str, VoteMode] = {"1": "nature", "2": "fonction", "3": "mixte"}
_KINDS: Mapping[str, BudgetKind] = {"P": "principal", "A": "annexe"}
MAIN_BUDGET = "00"


class RawHeader:
    """Values met before the first line, by path ("BlocBudget/Exer")."""

    def __init__(self) -> None:
        self.fields: dict[str, Field] = {}
        self.blocks: dict[str, int] = {}

    def value(self, path: str) -> str:
        """Return the value at a path, without spaces around; "" when absent."""
        found = self.fields.get(path)
        return found.value.strip() if found else ""

    def field(self, path: str) -> Field:
        """Return the field, or an empty one placed at its block."""
        found = self.fields.get(path)
        if found is not None:
            return found
        return Field("", path, self.blocks.get(path.partition("/")[0], 1))


def accounting_framework(nomenclature: str) -> str | None:
    """Return the variant of "NORM-VARIANT", cut at the first hyphen."""
    norm, _hyphen, variant = nomenclature.partition("-")
    return variant or norm or None


def build_header(
    raw: RawHeader,
    *,
    annexes: tuple[str, ...],
    stage: Stage | None,
    decision_number: int | None,
) -> tuple[BudgetHeader, list[Notice]]:
    """Return the checked header and the warnings about it.

    Raises:
        BudgetError: SIRET, year, stage or decision number missing or wrong.
    """
    siret = checked_siret(raw.field("EnTeteBudget/IdEtab"))
    year = checked_year(raw.field("BlocBudget/Exer"))
    found_stage = checked_stage(raw.field("BlocBudget/NatDec"), stage)
    nomenclature = raw.value("EnTeteBudget/Nomenclature")
    name = raw.value("EnTeteDocBudgetaire/LibelleColl")
    label = raw.value("EnTeteBudget/LibelleEtab")
    header = BudgetHeader(
        source_format="totem",
        entity_name=name or label or siret,
        entity_siret=siret,
        budget_label=label or None,
        budget_kind=_budget_kind(raw),
        main_entity_siret=other_siret(raw.value("BlocBudget/IdEtabPal"), siret),
        insee_code=area_code(raw.value("EnTeteBudget/CodInseeColl"), siret),
        fiscal_year=year,
        stage=found_stage,
        decision_number=checked_decision(
            found_stage, raw.field("BlocBudget/NumDec"), decision_number
        ),
        accounting_framework=accounting_framework(nomenclature),
        nomenclature=nomenclature or None,
        adopted_on=read_date(raw.value("BlocBudget/DteDec")),
        population=read_population(raw.value("InformationsGenerales/PopTot")),
        vote_mode=_VOTE_MODES.get(raw.value("BlocBudget/NatFonc")),
        seal=seal_of(raw.value("Scellement/sha1"), raw.value("Scellement/md5")),
        annexes=annexes,
        entity_category=raw.value("EnTeteDocBudgetaire/NatCEPL") or None,
    )
    return header, _notices(raw, header)


def _budget_kind(raw: RawHeader) -> BudgetKind | None:
    kind = _KINDS.get(raw.value("BlocBudget/CodTypBud").upper())
    if kind is None and raw.value("EnTeteBudget/CodBud") == MAIN_BUDGET:
        return "principal"
    return kind


def _notices(raw: RawHeader, header: BudgetHeader) -> list[Notice]:
    """Return what was given in the header and could not be used."""
    notices: list[Notice] = []
    unused = (
        ("BlocBudget/DteDec", header.adopted_on),
        ("EnTeteBudget/CodInseeColl", header.insee_code),
    )
    for path, kept in unused:
        field = raw.fields.get(path)
        if field is not None and field.value.strip() and kept is None:
            error = field.error("budget.value_ignored")
            notices.append(Notice(error.code, error.context))
    return notices
