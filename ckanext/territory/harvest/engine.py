"""A run: list what the partner has, then write it batch by batch."""

from __future__ import annotations

import logging

from ckanext.territory.domain.errors import Notice, TerritoryError
from ckanext.territory.harvest.mapping import Rules, map_record
from ckanext.territory.harvest.plan import Planned, plan_page
from ckanext.territory.harvest.ports import (
    BatchStore,
    Catalog,
    CatalogUnavailableError,
    Outcome,
    Pending,
    RunStore,
)
from ckanext.territory.harvest.selection import Selection
from ckanext.territory.remote.errors import RemoteError
from ckanext.territory.remote.reader import Page, Reader

log = logging.getLogger(__name__)


def list_source(
    reader: Reader, store: RunStore, selection: Selection, rules: Rules
) -> None:
    """Read the partner's listing and keep what is to be written.

    A first page that fails ends the run; a later one makes it partial. The run is
    complete when as many different datasets came as were announced.
    """
    if not selection.keys:
        store.fail(TerritoryError("harvest.no_selection"))
        return
    seen, announced = 0, None
    error: RemoteError | None = None
    try:
        for page in reader.read_records(selection.keys):
            announced = page.announced
            seen += _distinct(page)
            _save_page(page, reader, store, selection, rules)
    except RemoteError as refused:
        error = refused
    if announced is None:
        store.fail(error or RemoteError("remote.empty"))
        return
    if announced == 0:
        store.fail(RemoteError("remote.empty"))
        return
    is_complete = error is None and seen >= announced
    if error is None and not is_complete:
        error = RemoteError("remote.short", found=seen, expected=announced)
    store.end_listing(announced=announced, is_complete=is_complete, error=error)


def _distinct(page: Page) -> int:
    again = sum(reject.reason.code == "harvest.twice" for reject in page.rejects)
    return len(page.records) + len(page.rejects) - again


def _save_page(
    page: Page,
    reader: Reader,
    store: RunStore,
    selection: Selection,
    rules: Rules,
) -> None:
    states = store.states([record.guid for record in page.records])
    plans = plan_page(page.records, states, selection, rules.fingerprint())
    store.save_rejects(page.rejects)
    store.save_page([(plan, _dataset(plan, reader, rules)) for plan in plans])


def _dataset(plan: Planned, reader: Reader, rules: Rules) -> dict[str, object] | None:
    if plan.operation not in {"add", "update"}:
        return None
    address = reader.remote_url(plan.record.raw)
    return dict(map_record(plan.record, rules, address).dataset)


def write_batch(store: BatchStore, catalog: Catalog) -> bool:
    """Write the records of a batch, each with its own commit.

    Returns False when the batch was lost or the run stopped. What a record became is
    committed together with its dataset, so that a killed worker leaves nothing half
    done. Raises CatalogUnavailableError after giving the batch back.
    """
    for pending in store.pending():
        if not store.renew():
            catalog.flush()
            return False
        try:
            _write(pending, store, catalog)
        except CatalogUnavailableError:
            store.release()
            raise
        except TerritoryError as error:
            store.refuse(pending, "failed", Notice(error.code, error.context))
        except Exception:
            # The boundary of one record: its neighbours go on.
            log.exception("Record %s of source %s", pending.guid, store.source_id)
            store.refuse(pending, "failed", Notice("harvest.unexpected"))
    try:
        catalog.flush()
    except CatalogUnavailableError:
        store.release()
        raise
    store.finish()
    return True


def _write(pending: Pending, store: BatchStore, catalog: Catalog) -> None:
    presence = catalog.presence(pending.package_id, store.source_id)
    if presence in {"foreign", "deleted"}:
        store.refuse(pending, "skipped", Notice(f"harvest.{presence}"))
        return
    outcome: Outcome = "added" if presence == "absent" else "updated"
    store.settle(pending, outcome)
    if presence == "absent":
        catalog.create(pending.dataset)
    else:
        catalog.update(pending.dataset)
    store.commit()
