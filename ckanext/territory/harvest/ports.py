"""What the engine needs from the outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ckanext.territory.domain.errors import Notice, TerritoryError
from ckanext.territory.harvest.plan import KnownRecord, Planned
from ckanext.territory.remote.reader import Reject

Presence = Literal["absent", "ours", "deleted", "foreign"]
Outcome = Literal["added", "updated", "unchanged", "skipped", "failed"]


class CatalogUnavailableError(Exception):
    """The catalogue cannot be written now: the batch waits, nothing failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A record that waits in a batch: its dataset and what is written with it."""

    guid: str
    package_id: str
    content_hash: str
    dataset: Mapping[str, object]


class Catalog(Protocol):
    """Where datasets are written."""

    def presence(self, package_id: str, source_id: str) -> Presence:
        """Tell whether a dataset exists, and whether it belongs to the source."""
        ...

    def create(self, dataset: Mapping[str, object]) -> None:
        """Create a dataset and commit, together with what was settled before.

        Raises TerritoryError when it is refused, CatalogUnavailableError.
        """
        ...

    def update(self, dataset: Mapping[str, object]) -> None:
        """Change the mapped fields of a dataset and commit, as ``create``."""
        ...

    def flush(self) -> None:
        """Let searches see what was written. Raises CatalogUnavailableError."""
        ...


class RunStore(Protocol):
    """What the listing of a run keeps."""

    def states(self, guids: Sequence[str]) -> Mapping[str, KnownRecord]:
        """Return what is known of records."""
        ...

    def save_page(
        self, planned: Sequence[tuple[Planned, Mapping[str, object] | None]]
    ) -> None:
        """Keep a page: plans, each with its dataset when it is to be written; commit.

        Raises RunStoppedError when the run is no longer under way.
        """
        ...

    def save_rejects(self, rejects: Iterable[Reject]) -> None:
        """Keep what could not be used, for the report."""
        ...

    def end_listing(
        self, *, announced: int, is_complete: bool, error: TerritoryError | None
    ) -> None:
        """Note the end of the listing, and the end of the run if nothing waits."""
        ...

    def fail(self, error: TerritoryError) -> None:
        """End the run: nothing could be read."""
        ...


class BatchStore(Protocol):
    """What the writing of a batch keeps."""

    source_id: str

    def pending(self) -> Sequence[Pending]:
        """Return the records that still wait, in a fixed order."""
        ...

    def renew(self) -> bool:
        """Prolong the lease and commit; False when it is lost or the run stopped."""
        ...

    def settle(self, pending: Pending, outcome: Outcome) -> None:
        """Note what became of a record, without committing."""
        ...

    def refuse(self, pending: Pending, outcome: Outcome, reason: Notice) -> None:
        """Undo what was not committed, note why a record was not written, commit."""
        ...

    def commit(self) -> None:
        """Commit what was settled."""
        ...

    def release(self) -> None:
        """Give the batch back: another worker, or a later one, takes it."""
        ...

    def finish(self) -> None:
        """Note the end of the batch, and the end of the run if it was the last."""
        ...


class RunStoppedError(Exception):
    """The run was stopped, or its source went away."""
