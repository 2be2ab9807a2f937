"""The listing of a run in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from ckan import model

from ckanext.territory.catalog import lease
from ckanext.territory.catalog.ending import end_if_over, fail_run
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.harvest.identity import package_id
from ckanext.territory.harvest.plan import KnownRecord, Planned
from ckanext.territory.harvest.ports import RunStoppedError
from ckanext.territory.model.batch import RecordBatch
from ckanext.territory.model.record import RecordState
from ckanext.territory.model.run import CollectionRun
from ckanext.territory.remote.reader import Reject

BATCH_SIZE = 50
REJECTS_KEPT = 200
Planning = tuple[Planned, Mapping[str, object] | None]


def known_records(source_id: str, guids: Sequence[str]) -> dict[str, KnownRecord]:
    """Return what is known of a source's records, by guid."""
    package = model.package_table
    rows = model.Session.execute(
        sa.select(
            RecordState.remote_guid,
            RecordState.content_hash,
            package.c.id.is_not(None).label("has_dataset"),
        )
        .select_from(RecordState)
        .outerjoin(package, package.c.id == RecordState.package_id)
        .where(RecordState.source_id == source_id, RecordState.remote_guid.in_(guids))
    )
    return {
        row.remote_guid: KnownRecord(
            content_hash=row.content_hash, has_dataset=row.has_dataset
        )
        for row in rows
    }


class SqlRunStore:
    """Keeps the listing of one run; made by ``claim``."""

    def __init__(self, run: CollectionRun, token: str) -> None:
        """Take a claimed run and the name under which it was claimed."""
        self.run_id = run.id
        self.source_id = run.source_id
        self.new_batches: list[str] = []
        self._token = token

    @classmethod
    def claim(cls, run_id: str) -> SqlRunStore | None:
        """Take the listing of a run; None when it is over, done or held."""
        run = model.Session.scalar(
            sa.select(CollectionRun)
            .where(
                CollectionRun.id == run_id,
                CollectionRun.status.in_(("pending", "running")),
                CollectionRun.listed_at.is_(None),
                lease.is_free(CollectionRun.locked_until),
            )
            .with_for_update(skip_locked=True)
        )
        if run is None:
            model.Session.rollback()
            return None
        token = lease.owner_token()
        model.Session.execute(
            sa.update(CollectionRun)
            .where(CollectionRun.id == run_id)
            .values(
                status="running",
                started_at=sa.func.coalesce(
                    CollectionRun.started_at, sa.func.clock_timestamp()
                ),
                locked_by=token,
                locked_until=lease.until(),
                attempts=CollectionRun.attempts + 1,
            )
            .execution_options(synchronize_session=False)
        )
        model.Session.commit()
        model.Session.refresh(run)
        store = cls(run, token)
        if run.attempts > lease.ATTEMPTS:
            store.fail(TerritoryError("harvest.attempts", limit=lease.ATTEMPTS))
            return None
        return store

    def renewal(self) -> sa.Update:
        """Return the statement that prolongs the lease."""
        return (
            sa.update(CollectionRun)
            .where(
                CollectionRun.id == self.run_id, CollectionRun.locked_by == self._token
            )
            .values(locked_until=lease.until())
        )

    def states(self, guids: Sequence[str]) -> Mapping[str, KnownRecord]:
        """Return what is known of records."""
        return known_records(self.source_id, guids)

    def save_page(self, planned: Sequence[Planning]) -> None:
        """Keep a page in one transaction, cut into batches; see the port."""
        self._check_mine()
        done = self._already_in_this_run([plan.record.guid for plan, _ in planned])
        fresh = [each for each in planned if each[0].record.guid not in done]
        self._keep_unchanged([p for p, _ in fresh if p.operation == "keep"])
        self.save_rejects(
            Reject(guid=p.record.guid, title=p.record.title, reason=p.reason)
            for p, _ in fresh
            if p.operation == "drop"
        )
        writes = iter([each for each in fresh if each[1] is not None])
        pieces = iter(lambda: list(islice(writes, BATCH_SIZE)), [])
        batches = [self._save_batch(rows) for rows in pieces]
        model.Session.commit()
        self.new_batches += batches

    def save_rejects(self, rejects: Iterable[Reject]) -> None:
        """Count rejects and keep the first of them, without committing."""
        found = [
            {
                "guid": reject.guid,
                "title": reject.title,
                "code": reject.reason.code,
                "context": dict(reject.reason.context),
            }
            for reject in rejects
        ]
        if not found:
            return
        run = model.Session.get_one(CollectionRun, self.run_id, with_for_update=True)
        run.rejects = [*run.rejects, *found][:REJECTS_KEPT]
        run.reject_count += len(found)
        model.Session.flush()

    def end_listing(
        self, *, announced: int, is_complete: bool, error: TerritoryError | None
    ) -> None:
        """Note the end of the listing, and the end of the run if nothing waits."""
        self._check_mine()
        run = model.Session.get_one(CollectionRun, self.run_id, with_for_update=True)
        run.listed_at = sa.func.clock_timestamp()
        run.announced = announced
        run.is_complete = is_complete
        run.locked_by = run.locked_until = None
        if error is not None:
            run.error_code = error.code
            run.error_context = dict(error.context)
        model.Session.flush()
        end_if_over(self.run_id)
        model.Session.commit()

    def fail(self, error: TerritoryError) -> None:
        """End the run: nothing could be read."""
        model.Session.rollback()
        fail_run(self.run_id, error)

    def _check_mine(self) -> None:
        found = model.Session.scalar(
            sa.select(CollectionRun.id)
            .where(
                CollectionRun.id == self.run_id,
                CollectionRun.status == "running",
                CollectionRun.locked_by == self._token,
            )
            .with_for_update()
        )
        if found is None:
            model.Session.rollback()
            raise RunStoppedError(self.run_id)

    def _already_in_this_run(self, guids: Sequence[str]) -> set[str]:
        """Return what an interrupted listing of this run has kept before."""
        return set(
            model.Session.scalars(
                sa.select(RecordState.remote_guid).where(
                    RecordState.source_id == self.source_id,
                    RecordState.remote_guid.in_(guids),
                    RecordState.last_run_id == self.run_id,
                )
            )
        )

    def _keep_unchanged(self, plans: Sequence[Planned]) -> None:
        if not plans:
            return
        model.Session.execute(
            sa.update(RecordState)
            .where(
                RecordState.source_id == self.source_id,
                RecordState.remote_guid.in_([plan.record.guid for plan in plans]),
            )
            .values(
                last_run_id=self.run_id,
                outcome="unchanged",
                reason_code=None,
                pending_hash=None,
                dataset=None,
                batch_id=None,
            )
            .execution_options(synchronize_session=False)
        )

    def _save_batch(self, rows: Sequence[Planning]) -> str:
        batch = RecordBatch(run_id=self.run_id)
        model.Session.add(batch)
        model.Session.flush()
        statement = insert(RecordState).values(list(self._values(rows, batch.id)))
        taken = statement.excluded
        kept = {"source_id", "remote_guid", "package_id"}
        changed = {name: taken[name] for name in self._columns() if name not in kept}
        model.Session.execute(
            statement.on_conflict_do_update(
                index_elements=["source_id", "remote_guid"], set_=changed
            )
        )
        return batch.id

    def _values(
        self, rows: Sequence[Planning], batch_id: str
    ) -> Iterator[dict[str, Any]]:
        for plan, dataset in rows:
            record = plan.record
            yield {
                "source_id": self.source_id,
                "remote_guid": record.guid,
                "package_id": package_id(self.source_id, record.guid),
                "title": record.title,
                "remote_url": str((dataset or {}).get("url", "")),
                "remote_modified": record.remote_modified,
                "pending_hash": plan.content_hash,
                "dataset": dataset,
                "batch_id": batch_id,
                "last_run_id": self.run_id,
                "outcome": None,
                "reason_code": None,
            }

    @staticmethod
    def _columns() -> tuple[str, ...]:
        return (
            "title",
            "remote_url",
            "remote_modified",
            "pending_hash",
            "dataset",
            "batch_id",
            "last_run_id",
            "outcome",
            "reason_code",
        )
