"""A budget file, opened and read as a stream."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from ckanext.territory.domain.budget.chart_of_accounts import (
    ChartLookup,
    ChartOfAccounts,
)
from ckanext.territory.domain.budget.classify import Classifier
from ckanext.territory.domain.budget.errors import BudgetError, at, naming
from ckanext.territory.domain.budget.header import BudgetHeader
from ckanext.territory.domain.budget.limits import Limits
from ckanext.territory.domain.budget.line import BudgetLine
from ckanext.territory.domain.budget.scdl import (
    PREFIX,
    ScdlTable,
    build_scdl_header,
)
from ckanext.territory.domain.budget.scdl_lines import ScdlReader
from ckanext.territory.domain.budget.totals import Totals
from ckanext.territory.domain.budget.totem import TotemReader, find_annexes
from ckanext.territory.domain.budget.totem_header import build_header
from ckanext.territory.domain.budget.words import SourceFormat, Stage
from ckanext.territory.domain.errors import Notice

_HEAD = 4_096


class _Reader(Protocol):
    def lines(self) -> Iterator[BudgetLine]: ...

    def notices(self) -> list[Notice]: ...


@dataclass(slots=True, kw_only=True)
class BudgetDocument:
    """A budget file whose header is known and whose lines stream.

    Attributes:
        path: the file; it must stay there while lines are read.
        header: what the file says of itself, checked.
        chart: the chart of accounts found for it, if any.
        name: name of the file shown to people.
        notices: warnings; those about lines are there once `lines()` is exhausted.
    """

    path: Path
    header: BudgetHeader
    chart: ChartOfAccounts | None
    limits: Limits
    name: str
    notices: list[Notice]
    table: ScdlTable | None = None
    header_notices: tuple[Notice, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the warnings known before the lines are read."""
        self.header_notices = tuple(self.notices)

    def lines(self) -> Iterator[BudgetLine]:
        """Yield the lines; each call reads the file again.

        Raises:
            BudgetError: at the line of the mistake.
        """
        classifier = Classifier(self.chart, self.header.accounting_framework)
        reader: _Reader
        if self.table is not None:
            reader = ScdlReader(self.table, classifier)
        else:
            reader = TotemReader(self.path, self.limits, classifier)
        with naming(self.name):
            yield from reader.lines()
        self.notices[:] = [
            *self.header_notices,
            *reader.notices(),
            *classifier.notices(),
        ]

    def new_totals(self) -> Totals:
        """Return empty sums for this document, with its labels of functions."""
        classifier = Classifier(self.chart, self.header.accounting_framework)
        return Totals(self.header.stage, classifier.group_label)


def detect_format(path: Path) -> SourceFormat:
    """Return the format by the first bytes.

    Raises:
        BudgetError: `budget.empty`, or `budget.not_a_budget`.
    """
    with path.open("rb") as source:
        head = source.read(_HEAD)
    bare = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not bare:
        raise BudgetError("budget.empty")
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if bare.startswith(b"<") or wide:
        return "totem"
    if PREFIX.encode("ascii") in bare.upper():
        return "scdl_csv"
    raise BudgetError(
        "budget.not_a_budget", expected="DocumentBudgetaire, BGT_…", **at("—", 1)
    )


def open_document(  # noqa: PLR0913 - keywords, each with a plain default
    path: Path,
    *,
    charts: ChartLookup,
    stage: Stage | None = None,
    decision_number: int | None = None,
    limits: Limits | None = None,
    name: str | None = None,
) -> BudgetDocument:
    """Return the document in a TOTEM or SCDL file, its header read and checked.

    Args:
        path: the file; it must stay there while lines are read.
        charts: gives the chart of a nomenclature and year.
        stage: what the publisher says; may only refine `ca` and `cfu`.
        decision_number: rank of the decision; needed when the stage is `dm` and the
            file does not say it (SCDL never does).
        limits: bounds; the defaults when None.
        name: name of the file shown to people; the path's own when None.

    Raises:
        BudgetError: the file is refused.
    """
    options = _Options(stage, decision_number, limits or Limits(), name or path.name)
    with naming(options.name):
        _check_size(path, options.limits)
        if detect_format(path) == "scdl_csv":
            return _open_scdl(path, options)
        return _open_totem(path, options, charts)


class _Options(NamedTuple):
    stage: Stage | None
    decision_number: int | None
    limits: Limits
    name: str


def _open_scdl(path: Path, options: _Options) -> BudgetDocument:
    table = ScdlTable(path, options.limits)
    header = build_scdl_header(
        table, stage=options.stage, decision_number=options.decision_number
    )
    return BudgetDocument(
        path=path,
        header=header,
        chart=None,
        limits=options.limits,
        name=options.name,
        notices=list(table.notices),
        table=table,
    )


def _open_totem(path: Path, options: _Options, charts: ChartLookup) -> BudgetDocument:
    header, notices = build_header(
        TotemReader(path, options.limits).read_header(),
        annexes=find_annexes(path),
        stage=options.stage,
        decision_number=options.decision_number,
    )
    chart = charts(header.nomenclature or "", header.fiscal_year)
    if chart is None:
        facts = {"found": header.nomenclature or "—", "year": header.fiscal_year}
        notices.append(Notice("budget.chart_unknown", facts))
    return BudgetDocument(
        path=path,
        header=header,
        chart=chart,
        limits=options.limits,
        name=options.name,
        notices=notices,
    )


def _check_size(path: Path, limits: Limits) -> None:
    size = path.stat().st_size
    if size > limits.size:
        raise BudgetError("budget.too_large", found=size, expected=limits.size)
