"""Work for ``ckan jobs worker``: PostgreSQL says what is to be done, RQ carries it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

import sqlalchemy as sa
from redis.exceptions import RedisError
from rq import Retry
from rq.registry import ScheduledJobRegistry

from ckan import model
from ckan.lib import jobs as core_jobs  # queues have no toolkit name
from ckan.plugins import toolkit as tk

from ckanext.territory.catalog import lease
from ckanext.territory.catalog.ending import end_if_over
from ckanext.territory.model.batch import RecordBatch
from ckanext.territory.model.run import CollectionRun

log = logging.getLogger(__name__)

QUEUE = "territory"
RETRIES = (10, 30, 60)
LISTING_SECONDS = 3600
BATCH_SECONDS = 900


def enqueue(job: Callable[[str], None], kind: str, ids: Iterable[str]) -> int:
    """Put a job per id on the queue; return how many.

    A queue out of reach is no failure: the next sweep finds the work again.
    """
    seconds = LISTING_SECONDS if kind == "list" else BATCH_SECONDS
    sent = 0
    try:
        for each in ids:
            tk.enqueue_job(
                job,
                [each],
                title=f"territory {kind} {each}",
                queue=QUEUE,
                rq_kwargs={
                    "job_id": job_id(kind, each),
                    "timeout": seconds,
                    "result_ttl": 0,
                    "failure_ttl": 86_400,
                    "retry": Retry(max=len(RETRIES), interval=list(RETRIES)),
                },
            )
            sent += 1
    except RedisError:
        log.warning("The queue is out of reach; a later sweep sends the jobs")
    return sent


def job_id(kind: str, each: str) -> str:
    """Return the id under which a piece of work waits on the queue."""
    return f"territory-{kind}-{each}"


def waiting() -> set[str]:
    """Return the ids of jobs that wait on the queue. Raises RedisError."""
    queue = core_jobs.get_queue(QUEUE)
    scheduled = ScheduledJobRegistry(queue=queue)
    return {*queue.get_job_ids(), *scheduled.get_job_ids()}


def idle_batches(run_id: str | None = None) -> list[str]:
    """Return the batches of open runs, or of one, that nobody holds; oldest first."""
    conditions = () if run_id is None else (RecordBatch.run_id == run_id,)
    return list(
        model.Session.scalars(
            sa.select(RecordBatch.id)
            .join(CollectionRun, CollectionRun.id == RecordBatch.run_id)
            .where(
                RecordBatch.state == "ready",
                CollectionRun.status == "running",
                lease.is_free(RecordBatch.locked_until),
                *conditions,
            )
            .order_by(RecordBatch.created_at, RecordBatch.id)
        )
    )


def idle_listings() -> list[str]:
    """Return the open runs whose listing is not done and that nobody holds."""
    return list(
        model.Session.scalars(
            sa.select(CollectionRun.id)
            .where(
                CollectionRun.status.in_(("pending", "running")),
                CollectionRun.listed_at.is_(None),
                lease.is_free(CollectionRun.locked_until),
            )
            .order_by(CollectionRun.created_at)
        )
    )


def end_idle_runs() -> None:
    """End listed runs that wait for nothing, such as after a crash; commit."""
    ready = sa.exists().where(
        RecordBatch.run_id == CollectionRun.id, RecordBatch.state == "ready"
    )
    for run_id in model.Session.scalars(
        sa.select(CollectionRun.id).where(
            CollectionRun.status == "running",
            CollectionRun.listed_at.is_not(None),
            ~ready,
        )
    ).all():
        end_if_over(run_id)
    model.Session.commit()
