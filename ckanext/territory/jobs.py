"""What ``ckan jobs worker default territory`` runs."""

from __future__ import annotations

import logging

from redis.exceptions import RedisError

from ckan import model

from ckanext.territory.catalog import lease, queue
from ckanext.territory.catalog.actions_writer import ActionsWriter
from ckanext.territory.catalog.batch_store import SqlBatchStore
from ckanext.territory.catalog.opening import (
    collection_of,
    open_reader,
    rules_of,
    selection_of,
)
from ckanext.territory.catalog.run_store import SqlRunStore
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.harvest.engine import list_source, write_batch
from ckanext.territory.harvest.ports import CatalogUnavailableError, RunStoppedError
from ckanext.territory.mails import sending
from ckanext.territory.model.source import PartnerSource
from ckanext.territory.questions import upkeep
from ckanext.territory.starts import bulk_work
from ckanext.territory.uploads import reading

log = logging.getLogger(__name__)


def harvest_list(run_id: str) -> None:
    """List a run's partner and queue the batches; does nothing when it is held."""
    queue.enqueue(harvest_batch, "batch", _list(run_id))


def harvest_batch(batch_id: str) -> None:
    """Write a batch; does nothing when it is done or held by another worker."""
    store = SqlBatchStore.claim(batch_id)
    if store is not None:
        with ActionsWriter() as catalog:
            write_batch(store, catalog)


def work_off(run_id: str) -> None:
    """Do a whole run in this process, as workers would.

    Raises CatalogUnavailableError when datasets cannot be written now; the run stays
    open and workers go on with it.
    """
    _list(run_id)
    for batch_id in queue.idle_batches(run_id):
        harvest_batch(batch_id)


def sweep() -> int:
    """Queue what nobody works on and nobody is about to; return how many jobs.

    What a killed worker left, or a queue that lost its jobs, is found again here.
    Raises RedisError when the queue is out of reach.
    """
    queue.end_idle_runs()
    upkeep.run()
    work = (
        (harvest_list, "list", queue.idle_listings()),
        (harvest_batch, "batch", queue.idle_batches()),
        (reading.read, reading.JOB, reading.left_behind()),
        (bulk_work.work, bulk_work.JOB, bulk_work.left_behind()),
        (sending.work, sending.JOB, sending.waiting()),
    )
    model.Session.rollback()
    if not any(ids for _job, _kind, ids in work):
        return 0
    waiting = queue.waiting()
    sent = 0
    for job, kind, ids in work:
        missing = [each for each in ids if queue.job_id(kind, each) not in waiting]
        sent += queue.enqueue(job, kind, missing)
    return sent


def sweep_apart() -> int:
    """Sweep, then let the database connection go; for processes that live on."""
    try:
        return sweep()
    finally:
        model.Session.remove()


def start(run_id: str) -> None:
    """Queue a new run, and what else waits."""
    queue.enqueue(harvest_list, "list", [run_id])
    try:
        sweep()
    except RedisError:
        log.warning("The queue is out of reach; a later sweep starts run %s", run_id)


def start_bulk(bulk_id: str) -> None:
    """Queue the creation of a list of datasets."""
    queue.enqueue(bulk_work.work, bulk_work.JOB, [bulk_id])


def _list(run_id: str) -> list[str]:
    """List a run; return the batches that were made."""
    store = SqlRunStore.claim(run_id)
    if store is None:
        return []
    try:
        _read(store)
    except RunStoppedError:
        log.info("Run %s was stopped while listing", run_id)
    except TerritoryError as error:
        store.fail(error)
    return store.new_batches


def _read(store: SqlRunStore) -> None:
    source = model.Session.get(PartnerSource, store.source_id)
    if source is None or source.state != "active":
        raise TerritoryError("harvest.no_source")
    collection = collection_of(source)
    reader = open_reader(source.kind, source.url)
    rules, selection = rules_of(source, collection), selection_of(collection)
    with lease.kept(store.renewal()):
        list_source(reader, store, selection, rules)


__all__ = [
    "CatalogUnavailableError",
    "harvest_batch",
    "harvest_list",
    "start",
    "start_bulk",
    "sweep",
    "sweep_apart",
    "work_off",
]
