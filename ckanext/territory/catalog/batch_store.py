"""The writing of a batch in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from ckan import model

from ckanext.territory.catalog import lease
from ckanext.territory.catalog.ending import end_if_over
from ckanext.territory.domain.errors import Notice
from ckanext.territory.harvest.ports import Outcome, Pending
from ckanext.territory.model.batch import RecordBatch
from ckanext.territory.model.record import RecordState
from ckanext.territory.model.run import CollectionRun


class SqlBatchStore:
    """Keeps the writing of one batch; made by ``claim``."""

    def __init__(self, batch_id: str, run_id: str, source_id: str, token: str) -> None:
        """Take a claimed batch and the name under which it was claimed."""
        self.batch_id = batch_id
        self.run_id = run_id
        self.source_id = source_id
        self._token = token

    @classmethod
    def claim(cls, batch_id: str) -> SqlBatchStore | None:
        """Take a batch; None when it is done, held, or its run stopped."""
        row = model.Session.execute(
            sa.select(RecordBatch, CollectionRun.source_id)
            .join(CollectionRun, CollectionRun.id == RecordBatch.run_id)
            .where(
                RecordBatch.id == batch_id,
                RecordBatch.state == "ready",
                CollectionRun.status == "running",
                lease.is_free(RecordBatch.locked_until),
            )
            .with_for_update(of=RecordBatch, skip_locked=True)
        ).one_or_none()
        if row is None:
            model.Session.rollback()
            return None
        batch, source_id = row
        store = cls(batch.id, batch.run_id, source_id, lease.owner_token())
        batch.locked_by = store._token
        batch.locked_until = lease.until()
        batch.attempts += 1
        attempts = batch.attempts
        model.Session.commit()
        if attempts > lease.ATTEMPTS:
            store._give_up()
            return None
        return store

    def pending(self) -> Sequence[Pending]:
        """Return the records that still wait, in the order of their guids."""
        rows = model.Session.execute(
            sa.select(
                RecordState.remote_guid,
                RecordState.package_id,
                RecordState.pending_hash,
                RecordState.dataset,
            )
            .where(
                RecordState.batch_id == self.batch_id,
                RecordState.source_id == self.source_id,
            )
            .order_by(RecordState.remote_guid)
        ).all()
        return [
            Pending(
                guid=row.remote_guid,
                package_id=row.package_id,
                content_hash=row.pending_hash,
                dataset=row.dataset,
            )
            for row in rows
        ]

    def renew(self) -> bool:
        """Prolong the lease with the next commit; see the port.

        The row stays locked until then: nobody takes the batch while a dataset is
        written, however long that takes.
        """
        running = sa.exists().where(
            CollectionRun.id == self.run_id, CollectionRun.status == "running"
        )
        found = model.Session.scalar(
            sa.update(RecordBatch)
            .where(
                RecordBatch.id == self.batch_id,
                RecordBatch.locked_by == self._token,
                RecordBatch.state == "ready",
                running,
            )
            .values(locked_until=lease.until())
            .returning(RecordBatch.id)
            .execution_options(synchronize_session=False)
        )
        if found:
            return True
        model.Session.rollback()
        return False

    def settle(self, pending: Pending, outcome: Outcome) -> None:
        """Note what became of a record, without committing."""
        self._write(
            pending,
            content_hash=pending.content_hash,
            outcome=outcome,
            reason_code=None,
        )

    def refuse(self, pending: Pending, outcome: Outcome, reason: Notice) -> None:
        """Undo what was not committed, note why a record was not written, commit."""
        model.Session.rollback()
        self._write(
            pending,
            outcome=outcome,
            reason_code=reason.code,
            reason_context=dict(reason.context),
        )
        model.Session.commit()

    def commit(self) -> None:
        """Commit what was settled."""
        model.Session.commit()

    def release(self) -> None:
        """Give the batch back; this attempt does not count."""
        model.Session.rollback()
        model.Session.execute(
            sa.update(RecordBatch)
            .where(
                RecordBatch.id == self.batch_id, RecordBatch.locked_by == self._token
            )
            .values(
                locked_by=None, locked_until=None, attempts=RecordBatch.attempts - 1
            )
            .execution_options(synchronize_session=False)
        )
        model.Session.commit()

    def finish(self) -> None:
        """Note the end of the batch, and the end of the run if it was the last."""
        model.Session.execute(
            sa.select(CollectionRun.id)
            .where(CollectionRun.id == self.run_id)
            .with_for_update()
        )
        model.Session.execute(
            sa.update(RecordBatch)
            .where(RecordBatch.id == self.batch_id)
            .values(
                state="done",
                locked_by=None,
                locked_until=None,
                finished_at=sa.func.clock_timestamp(),
            )
            .execution_options(synchronize_session=False)
        )
        end_if_over(self.run_id)
        model.Session.commit()

    def _give_up(self) -> None:
        """Refuse what is left of a batch that has cost too many workers."""
        for pending in self.pending():
            self.refuse(
                pending, "failed", Notice("harvest.attempts", {"limit": lease.ATTEMPTS})
            )
        self.finish()

    def _write(self, pending: Pending, **values: object) -> None:
        model.Session.execute(
            sa.update(RecordState)
            .where(
                RecordState.source_id == self.source_id,
                RecordState.remote_guid == pending.guid,
            )
            .values(pending_hash=None, dataset=None, batch_id=None, **values)
            .execution_options(synchronize_session=False)
        )
