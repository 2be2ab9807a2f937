"""The charts of a budget, from its series."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ckan.plugins import toolkit as tk

from ckanext.territory.budgets import sentences, words
from ckanext.territory.budgets.figures import per_inhabitant
from ckanext.territory.budgets.series import (
    Entry,
    entries,
    has_both,
    has_functions,
    whole,
)
from ckanext.territory.budgets.types import BudgetShown
from ckanext.territory.domain import chart

KEPT_BARS = 8
OVERVIEW = "overview"
COLOURS = {"expenditure": chart.EXPENDITURE, "revenue": chart.REVENUE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Which chart of a budget: all four masses, or one section and flow in detail."""

    by: str
    section: str = ""
    flow: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in (self.by, self.section, self.flow) if part)

    @classmethod
    def parse(cls, text: str) -> Kind | None:
        """Return the kind of this name, or None when there is no such chart."""
        return _KINDS.get(text)


def _all_kinds() -> Iterator[Kind]:
    yield Kind(by=OVERVIEW)
    for by in ("function", "chapter"):
        for section in words.SECTIONS:
            for flow in words.FLOWS:
                yield Kind(by=by, section=section, flow=flow)


_KINDS = {str(kind): kind for kind in _all_kinds()}


def kinds(shown: BudgetShown, section: str, flow: str) -> list[Kind]:
    """Return the charts of a page for the section and flow chosen."""
    found = [Kind(by=OVERVIEW)]
    if has_functions(shown):
        found.append(Kind(by="function", section=section, flow=flow))
    found.append(Kind(by="chapter", section=section, flow=flow))
    return found


def build(shown: BudgetShown, kind: Kind) -> chart.ChartSpec | None:
    """Return a chart of this budget, or None when it has nothing to show."""
    rows = _rows(shown, kind)
    if not rows:
        return None
    is_paired = has_both(shown, rows)
    bars = [_bar(shown, entry, is_paired=is_paired) for entry in rows]
    if kind.by != OVERVIEW:
        bars = chart.fold_small(bars, keep=KEPT_BARS, rest=_rest(shown, is_paired))
    colour = COLOURS.get(kind.flow, chart.EXPENDITURE)
    return chart.bar_chart(
        bars,
        _series(shown, colour, is_paired=is_paired),
        _text(shown, kind, rows),
        _table(shown, kind, rows, is_paired=is_paired),
    )


def _rows(shown: BudgetShown, kind: Kind) -> list[Entry]:
    if kind.by != OVERVIEW:
        return entries(shown, kind.by, kind.section, kind.flow)
    return [
        whole(shown, section, flow, words.both_label(section, flow))
        for section in words.SECTIONS
        for flow in words.FLOWS
    ]


def _series(shown: BudgetShown, colour: str, *, is_paired: bool) -> list[chart.Series]:
    if is_paired:
        return [
            chart.Series(label=tk._("Voted"), colour=colour, style="outline"),
            chart.Series(label=tk._("Executed"), colour=colour),
        ]
    return [chart.Series(label=words.basis_label(shown), colour=colour)]


def _bar(shown: BudgetShown, entry: Entry, *, is_paired: bool) -> chart.Bar:
    values = (entry.voted, entry.counted) if is_paired else (entry.counted,)
    return _bar_of(
        shown, entry.label, values, colour=COLOURS[entry.flow], is_paired=is_paired
    )


def _bar_of(
    shown: BudgetShown,
    label: str,
    values: Sequence[Decimal | None],
    *,
    colour: str,
    is_paired: bool,
) -> chart.Bar:
    templates = (
        (tk._("{amount} voted"), tk._("{amount} executed"))
        if is_paired
        else ("{amount}",)
    )
    is_change = shown["header"]["stage"] == "dm"
    pairs = [
        (template, value or Decimal(0))
        for template, value in zip(templates, values, strict=True)
    ]
    return chart.Bar(
        label=label,
        values=tuple(values),
        texts=tuple(
            template.format(amount=words.short(value, signed=is_change))
            for template, value in pairs
        ),
        tips=tuple(
            tk._("{label}: {amount}").format(
                label=label, amount=template.format(amount=words.euro(value))
            )
            for template, value in pairs
        ),
        colour=colour,
    )


def _rest(
    shown: BudgetShown, is_paired: bool
) -> Callable[[Sequence[chart.Bar]], chart.Bar]:
    def make(bars: Sequence[chart.Bar]) -> chart.Bar:
        values = [
            sum((bar.values[at] or Decimal(0) for bar in bars), Decimal(0))
            for at in range(2 if is_paired else 1)
        ]
        return _bar_of(
            shown,
            tk._("Others ({count})").format(count=len(bars)),
            values,
            colour=chart.REST,
            is_paired=is_paired,
        )

    return make


def _text(shown: BudgetShown, kind: Kind, rows: Sequence[Entry]) -> chart.ChartText:
    title = sentences.title(kind.by, kind.flow)
    return chart.ChartText(
        title=title,
        unit=sentences.unit(shown, kind.by, kind.section, kind.flow),
        source=words.source(shown),
        alt=tk._(
            "Bar chart: {title}. The same figures are in the table that follows."
        ).format(title=title),
        sentence=sentences.sentence(shown, kind.by, kind.flow, rows),
    )


def _table(
    shown: BudgetShown, kind: Kind, rows: Sequence[Entry], *, is_paired: bool
) -> chart.Table:
    has_population = bool(shown["header"]["population"])
    return chart.Table(
        caption=sentences.caption(shown, kind.by, kind.section, kind.flow),
        columns=tuple(
            _columns(shown, kind.by, is_paired=is_paired, has_population=has_population)
        ),
        rows=tuple(
            _table_row(shown, entry, is_paired=is_paired, has_population=has_population)
            for entry in rows
        ),
    )


def _columns(
    shown: BudgetShown, by: str, *, is_paired: bool, has_population: bool
) -> Iterator[chart.Column]:
    yield chart.Column(label=sentences.row_header(by))
    if is_paired:
        yield chart.Column(label=tk._("Voted"), is_number=True)
    yield chart.Column(label=words.basis_label(shown), is_number=True)
    if has_population:
        yield chart.Column(label=tk._("€ per inhabitant"), is_number=True)


def _table_row(
    shown: BudgetShown, entry: Entry, *, is_paired: bool, has_population: bool
) -> chart.Row:
    name = f"{entry.code} {entry.label}".strip() if entry.code else entry.label
    texts, values = [name], [name]
    cells: list[Decimal | None] = []
    if is_paired:
        cells.append(entry.voted)
    cells.append(entry.counted)
    texts += ["–" if cell is None else words.euro(cell) for cell in cells]
    row_values: list[str | Decimal | int | None] = [*values, *cells]
    if has_population:
        population = shown["header"]["population"]
        texts.append(per_inhabitant(shown, entry.counted) or "–")
        row_values.append((entry.counted / population).quantize(Decimal("0.01")))
    return chart.Row(texts=tuple(texts), values=tuple(row_values))
