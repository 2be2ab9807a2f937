"""What a run does with each remote record, decided for a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ckanext.territory.domain.errors import Notice
from ckanext.territory.harvest.selection import Selection
from ckanext.territory.remote.reader import RemoteRecord, digest

Operation = Literal["add", "update", "keep", "drop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRecord:
    """What we know of a record from earlier runs.

    ``content_hash`` is that of the version written last, None if none was;
    ``has_dataset`` tells whether the dataset is in the portal, deleted ones included.
    """

    content_hash: str | None
    has_dataset: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A record, what is done with it, and why."""

    record: RemoteRecord
    operation: Operation
    content_hash: str
    reason: Notice


def content_hash(record: RemoteRecord, rules_fingerprint: str) -> str:
    """Return the fingerprint of a record under given rules."""
    return digest([record.digest, rules_fingerprint])


def plan_page(
    records: Iterable[RemoteRecord],
    states: Mapping[str, KnownRecord],
    selection: Selection,
    rules_fingerprint: str,
) -> list[Planned]:
    """Return one plan per record, in their order; ``states`` go by guid."""
    found: list[Planned] = []
    for record in records:
        fingerprint = content_hash(record, rules_fingerprint)
        operation, reason = _decide(
            record, states.get(record.guid), selection, fingerprint
        )
        found.append(
            Planned(
                record=record,
                operation=operation,
                content_hash=fingerprint,
                reason=reason,
            )
        )
    return found


def _decide(
    record: RemoteRecord,
    state: KnownRecord | None,
    selection: Selection,
    fingerprint: str,
) -> tuple[Operation, Notice]:
    # A server may ignore the filter of themes: the selection is checked here again.
    key = selection.reason(record.theme_keys)
    if key is None:
        return "drop", Notice("harvest.out_of_scope")
    kind, _, term = key.partition(":")
    if state is None or state.content_hash is None or not state.has_dataset:
        return "add", Notice(f"harvest.by_{kind}", {"term": term})
    if state.content_hash == fingerprint:
        return "keep", Notice("harvest.same")
    return "update", Notice("harvest.changed")
