"""From the children of a LigneBudget to a typed line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from ckanext.territory.domain.budget.amounts import AmountReader
from ckanext.territory.domain.budget.chart_of_accounts import OrderScope
from ckanext.territory.domain.budget.checks import Field
from ckanext.territory.domain.budget.classify import Classifier, LineCodes
from ckanext.territory.domain.budget.line import BudgetLine
from ckanext.territory.domain.budget.meaning import Meaning
from ckanext.territory.domain.budget.words import (
    OperationKind,
    flow_word,
    kind_word,
    section_word,
    specialized_word,
)

TOTAL: Final = "T"
_SCOPES: Final[Mapping[str, OrderScope]] = {"1": "inside", "2": "between"}
_CODES: Final = (
    "ContNat",
    "ContFon",
    "Nature",
    "Fonction",
    "Operation",
    "CodRD",
    "OpBudg",
    "TypOpBudg",
    "Section",
    "ArtSpe",
)
_REMEMBERED: Final = 50_000


class LineBuilder:
    """Builds lines and counts what people must be told.

    Attributes:
        counts: by code of notice, without the prefix "budget.".
    """

    def __init__(self, classifier: Classifier, amounts: AmountReader) -> None:
        self.counts: Counter[str] = Counter()
        self._classifier = classifier
        self._amount = amounts.read
        self._known: dict[tuple[str | None, ...], Meaning] = {}

    def build(self, fields: Mapping[str, str], row: int) -> BudgetLine | None:
        """Return the line, or None for a line that repeats a total.

        Raises:
            BudgetError: flow, account or an amount is missing or wrong.
        """
        get = fields.get
        if get("OpBudg") == TOTAL:
            self.counts["totals_skipped"] += 1
            return None
        key = tuple([get(name) for name in _CODES])
        meaning = self._known.get(key)
        if meaning is None:
            meaning = self._understand(fields, row)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = meaning
        for notice in meaning.notices:
            self.counts[notice] += 1
        amount = self._amount
        return BudgetLine(
            chapter=meaning.chapter,
            chapter_label=meaning.chapter_label,
            account=meaning.account,
            account_label=meaning.account_label,
            function=meaning.function,
            function_label=meaning.function_label,
            operation=meaning.operation,
            section=meaning.section,
            operation_kind=meaning.kind,
            flow=meaning.flow,
            is_specialized=meaning.is_specialized,
            amount_executed=amount(get("MtReal", ""), "LigneBudget/MtReal", row),
            amount_previous=amount(
                get("MtBudgPrec", ""), "LigneBudget/MtBudgPrec", row
            ),
            amount_carried_previous=amount(
                get("MtRARPrec", ""), "LigneBudget/MtRARPrec", row
            ),
            amount_proposed=amount(
                get("MtPropNouv", ""), "LigneBudget/MtPropNouv", row
            ),
            amount_voted=amount(get("MtPrev", ""), "LigneBudget/MtPrev", row),
            amount_open=amount(get("CredOuv", ""), "LigneBudget/CredOuv", row),
            amount_carried_forward=amount(
                get("MtRAR3112", ""), "LigneBudget/MtRAR3112", row
            ),
        )

    def _understand(self, fields: Mapping[str, str], row: int) -> Meaning:
        notices: list[str] = []
        chapter = _text(fields, "ContNat") or _text(fields, "ContFon")
        account = _text(fields, "Nature")
        if account is None:
            if chapter is None:
                raise Field("", "LigneBudget/Nature", row).error("budget.account")
            account = chapter
            notices.append("account_completed")
        flow = flow_word(fields.get("CodRD", ""))
        if flow is None:
            raise Field(fields.get("CodRD", ""), "LigneBudget/CodRD", row).error(
                "budget.flow", expected="R, D"
            )
        kind = self._kind(fields, row, notices)
        classified = self._classifier.classify(
            LineCodes(
                chapter=chapter,
                account=account,
                function=_text(fields, "Fonction"),
                flow=flow,
                kind=kind,
                scope=_SCOPES.get(fields.get("TypOpBudg", "").strip()),
                section=section_word(fields.get("Section", "")),
            )
        )
        if classified.section == "unknown":
            notices.append("section_unknown")
        return Meaning(
            chapter=classified.chapter,
            chapter_label=classified.chapter_label,
            account=account,
            account_label=classified.account_label,
            function=_text(fields, "Fonction"),
            function_label=classified.function_label,
            operation=_text(fields, "Operation"),
            section=classified.section,
            kind=kind,
            flow=flow,
            is_specialized=specialized_word(fields.get("ArtSpe", "")),
            notices=tuple(notices),
        )

    def _kind(
        self, fields: Mapping[str, str], row: int, notices: list[str]
    ) -> OperationKind:
        text = fields.get("OpBudg", "")
        kind = kind_word(text)
        if kind is None:
            if text.strip():
                raise Field(text, "LigneBudget/OpBudg", row).error(
                    "budget.operation_kind", expected="0, 1"
                )
            notices.append("operation_kind_missing")
            return "real"
        return kind


def _text(fields: Mapping[str, str], name: str) -> str | None:
    return fields.get(name, "").strip() or None
