"""Actions on lists of datasets: sent as a catalogue file, tried, then created."""

from __future__ import annotations

import logging
import uuid

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import jobs
from ckanext.territory.bounded import run_bounded
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.logic.schema import bulk as schema
from ckanext.territory.model.start import Start
from ckanext.territory.starts import bulk_work, keeping, rows
from ckanext.territory.starts.bulk_plan import plan
from ckanext.territory.starts.bulk_shown import shown
from ckanext.territory.starts.bulk_types import BulkShown
from ckanext.territory.starts.creation import organization_id

__all__ = [
    "territory_bulk_cancel",
    "territory_bulk_create",
    "territory_bulk_delete",
    "territory_bulk_run",
    "territory_bulk_show",
]

log = logging.getLogger(__name__)

TASK = "ckanext.territory.domain.catalogue_csv:read_file"
LARGEST = 20_000_000
AT_ONCE = 20
"""More rows would keep people waiting: workers create them."""


@tk.validate_action_data(schema.bulk_create)
def territory_bulk_create(context: Context, data_dict: DataDict) -> BulkShown:
    """Try a list of datasets: say what would become of each row, create nothing.

    The file waits in a private folder for a day at most.

    Accepts:
        owner_org: id or name of the organization that will publish.
        upload: the file (SCDL ``catalogue``), sent as a file.

    Returns:
        As ``territory_bulk_show``.

    Who may call: who may create datasets in the organization.
    """
    tk.check_access("territory_bulk_create", context, data_dict)
    upload, name = rows.upload(
        data_dict["upload"], tk._("Choose the file that lists the datasets.")
    )
    owner_org = organization_id(data_dict["owner_org"])
    user_id, bulk_id = rows.user_id(context), str(uuid.uuid4())
    rows.forget_old()
    try:
        path = keeping.keep(upload.stream, bulk_id, name, limit=LARGEST)
        try:
            found = run_bounded(TASK, {"path": str(path), "name": name})
            planned = plan(context, owner_org, found["rows"])
        except BaseException:
            keeping.drop(bulk_id)
            raise
    except TerritoryError as error:
        raise rows.refusal("upload", error) from error
    row = Start(id=bulk_id, user_id=user_id, owner_org=owner_org, file_name=name)
    row.inspection = {
        "kind": rows.BULK,
        "rows": planned,
        "unknown": found["unknown"],
    }
    row.answers = {"state": "ready", "results": {}}
    model.Session.add(row)
    model.Session.commit()
    log.info("List of %s rows received for %s", len(planned), bulk_id)
    return shown(row)


@tk.side_effect_free
@tk.validate_action_data(schema.bulk_show)
def territory_bulk_show(context: Context, data_dict: DataDict) -> BulkShown:
    """Return a list of datasets: what becomes of each row, and how far it is.

    Accepts:
        id: id of the list.

    Returns:
        ``state`` (ready, waiting, running, stopping, stopped, done), ``counts`` by
        outcome (create, created, exists, refused), ``done`` of ``total`` rows to
        create, ``unknown`` (columns not read), and ``rows``: ``line``, ``title``,
        ``outcome``, ``dataset`` (name), ``problems`` and ``notes`` (column, found,
        sentence).

    Who may call: who sent the file, and nobody else.
    """
    tk.check_access("territory_bulk_show", context, data_dict)
    return shown(rows.find(data_dict["id"], is_bulk=True))


@tk.validate_action_data(schema.bulk_run)
def territory_bulk_run(context: Context, data_dict: DataDict) -> BulkShown:
    """Create the datasets of a list as drafts; a list that was stopped goes on.

    Up to 20 rows are created at once, more by the workers. A row is one dataset, whole
    or not at all. A dataset of the same identifier or title in the organization is
    left as it is, so that nothing is created twice.

    Accepts:
        id: id of the list.
        enqueue: false creates everything before answering.

    Returns:
        As ``territory_bulk_show``.

    Who may call: who sent the file, when still allowed to create datasets there.
    """
    tk.check_access("territory_bulk_run", context, data_dict)
    row = rows.find(data_dict["id"], is_bulk=True)
    bulk_id, state = row.id, row.answers["state"]
    left = shown(row)["total"] - len(row.answers["results"])
    if state in bulk_work.OPEN or not left:
        return shown(row)
    row.answers = {**row.answers, **bulk_work.moved("waiting")}
    model.Session.commit()
    if left > AT_ONCE and data_dict.get("enqueue", True):
        jobs.start_bulk(bulk_id)
    else:
        bulk_work.work(bulk_id)
    return shown(rows.find(bulk_id, is_bulk=True))


@tk.validate_action_data(schema.bulk_cancel)
def territory_bulk_cancel(context: Context, data_dict: DataDict) -> BulkShown:
    """Stop the creation of a list after the row it is at; what is made stays.

    Accepts:
        id: id of the list.

    Returns:
        As ``territory_bulk_show``.

    Who may call: who sent the file, and nobody else.
    """
    tk.check_access("territory_bulk_cancel", context, data_dict)
    row = bulk_work.stop(rows.find(data_dict["id"], is_bulk=True).id)
    return shown(row)


@tk.validate_action_data(schema.bulk_delete)
def territory_bulk_delete(context: Context, data_dict: DataDict) -> None:
    """Forget a list and its report; the datasets that were created stay.

    Accepts:
        id: id of the list.

    Who may call: who sent the file, and nobody else.
    """
    tk.check_access("territory_bulk_delete", context, data_dict)
    rows.remove(rows.find(data_dict["id"], is_bulk=True))
