"""From the rows of an SCDL table to typed lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ckanext.territory.domain.budget.amounts import AmountReader
from ckanext.territory.domain.budget.classify import Classifier, LineCodes
from ckanext.territory.domain.budget.line import BudgetLine
from ckanext.territory.domain.budget.meaning import Meaning
from ckanext.territory.domain.budget.scdl import IDENTITY, Row, ScdlTable
from ckanext.territory.domain.budget.words import (
    Flow,
    OperationKind,
    flow_word,
    kind_word,
    section_word,
    specialized_word,
)
from ckanext.territory.domain.errors import Notice

_CODES: Final = (
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
    "BGT_ARTSPE",
)
_AMOUNTS: Final = (
    "BGT_MTREAL",
    "BGT_MTBUDGPREC",
    "BGT_MTRARPREC",
    "BGT_MTPROPNOUV",
    "BGT_MTPREV",
    "BGT_CREDOUV",
    "BGT_MTRAR3112",
)
_REMEMBERED: Final = 50_000


class ScdlReader:
    """One reading of the lines of a table."""

    def __init__(self, table: ScdlTable, classifier: Classifier) -> None:
        self._table = table
        self._classifier = classifier
        self._amount = AmountReader().read
        self._counts: Counter[str] = Counter()
        self._known: dict[tuple[str, ...], Meaning] = {}

    def lines(self) -> Iterator[BudgetLine]:
        """Yield the lines.

        Raises:
            BudgetError: a row differs in year, SIRET or stage from the first, or holds
                a wrong flow, kind of operation, account or amount.
        """
        table = self._table
        identity = [table.columns[name] for name in IDENTITY]
        codes = [table.columns.get(name, -1) for name in _CODES]
        amounts = [(name, table.columns.get(name, -1)) for name in _AMOUNTS]
        told: list[str] | None = None
        for row in table.rows():
            number, cells = row
            this = [cells[index] for index in identity]
            if this != told:
                if told is not None:
                    self._check_same(told, this, row)
                told = told or this
            key = tuple(["" if i < 0 else cells[i] for i in codes])
            meaning = self._known.get(key) or self._remember(key, row)
            for notice in meaning.notices:
                self._counts[notice] += 1
            values = [
                None if i < 0 else self._amount(cells[i], name, number)
                for name, i in amounts
            ]
            yield BudgetLine(
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
                amount_executed=values[0],
                amount_previous=values[1],
                amount_carried_previous=values[2],
                amount_proposed=values[3],
                amount_voted=values[4],
                amount_open=values[5],
                amount_carried_forward=values[6],
            )

    def notices(self) -> list[Notice]:
        """Return what was completed or left undecided, once lines are read."""
        return [
            Notice(f"budget.{kind}", {"count": count})
            for kind, count in sorted(self._counts.items())
        ]

    def _check_same(self, told: list[str], this: list[str], row: Row) -> None:
        for name, first, other in zip(IDENTITY, told, this, strict=True):
            if first.strip().lower() != other.strip().lower():
                raise self._table.field(name, row).error("budget.mixed", expected=first)

    def _remember(self, key: tuple[str, ...], row: Row) -> Meaning:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        meaning = self._known[key] = self._understand(row)
        return meaning

    def _understand(self, row: Row) -> Meaning:
        def text(name: str) -> str | None:
            return self._table.field(name, row).value.strip() or None

        notices: list[str] = []
        account = text("BGT_NATURE") or text("BGT_CONTNAT")
        if account is None:
            raise self._table.field("BGT_NATURE", row).error("budget.account")
        if text("BGT_NATURE") is None:
            notices.append("account_completed")
        flow, kind = self._flow(row), self._kind(row)
        section = section_word(text("BGT_SECTION") or "")
        if section is None and text("BGT_SECTION"):
            notices.append("section_ignored")
        classified = self._classifier.classify(
            LineCodes(
                chapter=text("BGT_CONTNAT"),
                account=account,
                function=text("BGT_FONCTION"),
                flow=flow,
                kind=kind,
                section=section,
            )
        )
        if classified.section == "unknown":
            notices.append("section_unknown")
        return Meaning(
            chapter=classified.chapter,
            chapter_label=text("BGT_CONTNAT_LABEL") or classified.chapter_label,
            account=account,
            account_label=text("BGT_NATURE_LABEL") or classified.account_label,
            function=text("BGT_FONCTION"),
            function_label=text("BGT_FONCTION_LABEL") or classified.function_label,
            operation=text("BGT_OPERATION"),
            section=classified.section,
            kind=kind,
            flow=flow,
            is_specialized=specialized_word(text("BGT_ARTSPE") or ""),
            notices=tuple(notices),
        )

    def _flow(self, row: Row) -> Flow:
        field = self._table.field("BGT_CODRD", row)
        flow = flow_word(field.value)
        if flow is None:
            raise field.error("budget.flow", expected="recette, dépense")
        return flow

    def _kind(self, row: Row) -> OperationKind:
        field = self._table.field("BGT_OPBUDG", row)
        kind = kind_word(field.value)
        if kind is None:
            raise field.error("budget.operation_kind", expected="réel, ordre")
        return kind
