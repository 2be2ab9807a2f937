"""What a budget file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ckanext.territory.domain.budget.words import (
    BudgetKind,
    SourceFormat,
    Stage,
    VoteMode,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetHeader:
    """Identity and facts of one budget document.

    Attributes:
        entity_name: name of the authority.
        entity_siret: SIRET of this very budget (an annexe budget has its own).
        main_entity_siret: SIRET of the main budget an annexe belongs to.
        insee_code: INSEE code of the commune, or SIREN of the EPCI.
        decision_number: rank of the decision, for the stage `dm` only.
        accounting_framework: variant alone, "M57_D".
        nomenclature: norm and variant as in the file, "M57-M57_D".
        adopted_on: as in the file, where it is often wrong: a person confirms it.
        seal: SHA-1 (else MD5) of the sealed flow, in lower case.
        annexes: names of the annex blocks that hold something ("EMPRUNT", …).
        entity_category: NatCEPL as in the file.
    """

    source_format: SourceFormat
    entity_name: str
    entity_siret: str
    budget_label: str | None
    budget_kind: BudgetKind | None
    main_entity_siret: str | None
    insee_code: str | None
    fiscal_year: int
    stage: Stage
    decision_number: int | None
    accounting_framework: str | None
    nomenclature: str | None
    adopted_on: date | None
    population: int | None
    vote_mode: VoteMode | None
    seal: str | None
    annexes: tuple[str, ...]
    entity_category: str | None
