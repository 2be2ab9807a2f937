"""Actions on runs of harvesting."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import jobs, messages
from ckanext.territory.catalog import ending
from ckanext.territory.catalog.opening import collection_of
from ckanext.territory.catalog.showing import runs_of, show_run
from ckanext.territory.catalog.types import RunShown
from ckanext.territory.logic.schema import run as schema
from ckanext.territory.model.run import CollectionRun
from ckanext.territory.model.source import PartnerSource

__all__ = [
    "territory_run_cancel",
    "territory_run_create",
    "territory_run_list",
    "territory_run_show",
]


def _get(run_id: str) -> CollectionRun:
    run = model.Session.get(CollectionRun, run_id)
    if run is None:
        raise tk.ObjectNotFound(tk._("There is no such run."))
    return run


@tk.validate_action_data(schema.run_create)
def territory_run_create(context: Context, data_dict: DataDict) -> RunShown:
    """Start a run of a partner catalogue in the background.

    Only sysadmins and admins of the organization of the source may call it. Refused
    while another run of the source is under way, and when no theme is ticked.

    Accepted keys:
        source_id: id of the source.
        enqueue: whether to give it to the workers; with false, the caller does the
            work itself (the command line does).

    Returns:
        The run, as ``territory_run_show`` gives it.
    """
    tk.check_access("territory_run_create", context, data_dict)
    source = model.Session.get(PartnerSource, data_dict["source_id"])
    if source is None or source.state != "active":
        raise tk.ObjectNotFound(tk._("There is no such partner catalogue."))
    if not collection_of(source).theme_keys:
        raise _refused("theme_keys", "harvest.no_selection")
    run = CollectionRun(source_id=source.id)
    model.Session.add(run)
    try:
        model.Session.commit()
    except IntegrityError as error:
        model.Session.rollback()
        raise _refused("source_id", "harvest.already_running") from error
    if data_dict["enqueue"]:
        jobs.start(run.id)
    return show_run(_get(run.id))


def _refused(field: str, code: str) -> tk.ValidationError:
    return tk.ValidationError({field: [messages.describe(code, {})]})


@tk.side_effect_free
@tk.validate_action_data(schema.run_show)
def territory_run_show(context: Context, data_dict: DataDict) -> RunShown:
    """Return a run: its progress while it is open, its report afterwards.

    Only sysadmins and admins of the organization of the source may call it.

    Accepted keys:
        id: id of the run.

    Returns:
        ``status`` (pending, running, done, done_with_errors, failed, cancelled),
        ``is_open``, ``is_listed``, ``is_complete``, instants, ``seconds``,
        ``announced``, ``total`` and ``done`` datasets, ``counts`` by outcome (added,
        updated, unchanged, skipped, failed, waiting, rejected, missing), ``error`` (a
        sentence), ``problems`` (``title``, ``outcome``, ``reason``) and ``missing``
        (``title``, ``package_id``), at most 200 each.
    """
    tk.check_access("territory_run_show", context, data_dict)
    return show_run(_get(data_dict["id"]))


@tk.side_effect_free
@tk.validate_action_data(schema.run_list)
def territory_run_list(context: Context, data_dict: DataDict) -> list[RunShown]:
    """Return the runs of a partner catalogue, newest first.

    Only sysadmins and admins of the organization of the source may call it.

    Accepted keys:
        source_id: id of the source.
        limit: number of runs, 20 by default.

    Returns:
        Runs, as ``territory_run_show`` gives them, without lists.
    """
    tk.check_access("territory_run_list", context, data_dict)
    runs = model.Session.scalars(
        runs_of(data_dict["source_id"]).limit(data_dict["limit"])
    )
    return [show_run(run, with_lists=False) for run in runs]


@tk.validate_action_data(schema.run_cancel)
def territory_run_cancel(context: Context, data_dict: DataDict) -> RunShown:
    """Stop a run; what it has written stays.

    Only sysadmins and admins of the organization of the source may call it. A worker
    ends the dataset under its hands, and nothing more. A run that is over stays so.

    Accepted keys:
        id: id of the run.

    Returns:
        The run, as ``territory_run_show`` gives it.
    """
    tk.check_access("territory_run_cancel", context, data_dict)
    run = _get(data_dict["id"])
    model.Session.refresh(run, with_for_update=True)
    if run.is_open:
        ending.cancel_run(run)
    model.Session.commit()
    return show_run(run)
