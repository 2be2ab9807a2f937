"""A dry run: what a selection would bring, with reasons, and no writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from ckanext.territory.domain.errors import Notice
from ckanext.territory.harvest.mapping import Rules, map_record
from ckanext.territory.harvest.plan import KnownRecord, Operation, plan_page
from ckanext.territory.harvest.selection import Selection
from ckanext.territory.remote.reader import Page, Reader

States = Callable[[Sequence[str]], Mapping[str, KnownRecord]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One remote dataset: what would be done with it, and why.

    ``themes`` are codes of local themes; ``notices`` say what would be left out.
    """

    guid: str
    title: str
    operation: Operation
    reason: Notice
    themes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Counts of the whole catalogue, and the rows that were read.

    ``selected`` and ``outside`` are the partner's own counts; rows are a part of them
    when the catalogue is larger than what a preview reads.
    """

    selected: int
    outside: int
    kept: tuple[Row, ...]
    dropped: tuple[Row, ...]

    @property
    def by_operation(self) -> Mapping[str, int]:
        """Return how many of the rows read would be added, updated or kept."""
        return Counter(row.operation for row in self.kept)


def preview(
    reader: Reader,
    states: States,
    selection: Selection,
    rules: Rules,
    limit: int | None = None,
) -> Preview:
    """Return what a run with this selection would do. Raises RemoteError.

    ``limit`` ends the reading after the page that reaches it, inside and outside the
    selection each; without it everything is read.
    """
    kept: list[Row] = []
    dropped: list[Row] = []
    selected = outside = 0
    if selection.keys:
        for page in reader.read_records(selection.keys):
            selected = page.announced
            _sort(_rows(page, reader, states, selection, rules), kept, dropped)
            if limit is not None and len(kept) >= limit:
                break
    for page in reader.read_records(selection.keys, outside=True):
        outside = page.announced
        _sort(_rows(page, reader, states, selection, rules), kept, dropped)
        if limit is not None and len(dropped) >= limit:
            break
    return Preview(
        selected=selected, outside=outside, kept=tuple(kept), dropped=tuple(dropped)
    )


def _sort(rows: Iterable[Row], kept: list[Row], dropped: list[Row]) -> None:
    for row in rows:
        (dropped if row.operation == "drop" else kept).append(row)


def _rows(
    page: Page, reader: Reader, states: States, selection: Selection, rules: Rules
) -> Iterable[Row]:
    known = states([record.guid for record in page.records])
    plans = plan_page(page.records, known, selection, rules.fingerprint())
    for plan in plans:
        record = plan.record
        if plan.operation == "drop":
            yield Row(
                guid=record.guid,
                title=record.title,
                operation="drop",
                reason=plan.reason,
            )
            continue
        mapped = map_record(record, rules, reader.remote_url(record.raw))
        themes = cast("list[str]", mapped.dataset["territory_theme"])
        yield Row(
            guid=record.guid,
            title=str(mapped.dataset["title"]),
            operation=plan.operation,
            reason=plan.reason,
            themes=tuple(themes),
            notices=mapped.notices,
        )
    for reject in page.rejects:
        yield Row(
            guid=reject.guid,
            title=reject.title,
            operation="drop",
            reason=reject.reason,
        )
