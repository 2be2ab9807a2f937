"""The end of a run: counts, status, what is missing at the partner."""

from __future__ import annotations

import sqlalchemy as sa

from ckan import model

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.model.batch import RecordBatch
from ckanext.territory.model.record import RecordState
from ckanext.territory.model.run import CollectionRun


def counts_of(run: CollectionRun) -> dict[str, int]:
    """Return how many records of a run had each outcome.

    ``waiting`` are those that are still to be written; ``missing`` those that are in
    the portal and did not come in this complete run (nothing is deleted for it).
    """
    rows = model.Session.execute(
        sa.select(RecordState.outcome, sa.func.count())
        .where(
            RecordState.source_id == run.source_id,
            RecordState.last_run_id == run.id,
        )
        .group_by(RecordState.outcome)
    )
    found = {outcome or "waiting": count for outcome, count in rows}
    if run.is_complete:
        found["missing"] = model.Session.scalar(
            sa.select(sa.func.count()).where(*missing(run))
        )
    return {key: count for key, count in found.items() if count}


def missing(run: CollectionRun) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions on records that a complete run did not meet."""
    return (
        RecordState.source_id == run.source_id,
        RecordState.content_hash.is_not(None),
        RecordState.last_run_id.is_distinct_from(run.id),
    )


def end_if_over(run_id: str) -> None:
    """End a listed run none of whose batches waits, without committing.

    The row of the run is locked first, so that of two workers that end their batches
    at once the second one sees both.
    """
    run = model.Session.scalar(
        sa.select(CollectionRun).where(CollectionRun.id == run_id).with_for_update()
    )
    if run is None or run.status != "running" or run.listed_at is None:
        return
    waiting = model.Session.scalar(
        sa.select(
            sa.exists().where(
                RecordBatch.run_id == run_id, RecordBatch.state == "ready"
            )
        )
    )
    if waiting:
        return
    run.counts = counts_of(run)
    has_errors = run.error_code is not None or "failed" in run.counts
    run.status = "done_with_errors" if has_errors else "done"
    run.finished_at = sa.func.clock_timestamp()
    model.Session.flush()


def fail_run(run_id: str, error: TerritoryError) -> None:
    """End an open run that could read nothing, and commit."""
    model.Session.execute(
        sa.update(CollectionRun)
        .where(CollectionRun.id == run_id, CollectionRun.finished_at.is_(None))
        .values(
            status="failed",
            finished_at=sa.func.clock_timestamp(),
            locked_by=None,
            locked_until=None,
            error_code=error.code,
            error_context={key: _plain(value) for key, value in error.context.items()},
        )
        .execution_options(synchronize_session=False)
    )
    model.Session.commit()


def cancel_run(run: CollectionRun) -> None:
    """Stop an open run, without committing: workers see it before their next write."""
    run.counts = counts_of(run)
    run.status = "cancelled"
    run.finished_at = sa.func.clock_timestamp()
    run.locked_by = run.locked_until = None
    model.Session.execute(
        sa.update(RecordState)
        .where(
            RecordState.source_id == run.source_id, RecordState.batch_id.is_not(None)
        )
        .values(batch_id=None, dataset=None, pending_hash=None)
        .execution_options(synchronize_session=False)
    )
    model.Session.flush()


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
