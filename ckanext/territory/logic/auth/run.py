"""Who may see and start runs: who may manage the partner catalogue."""

from __future__ import annotations

from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

from ckanext.territory.model.run import CollectionRun

__all__ = [
    "territory_run_cancel",
    "territory_run_create",
    "territory_run_list",
    "territory_run_show",
]


def _of_source(context: Context, source_id: object) -> AuthResult:
    return authz.is_authorized("territory_source_show", context, {"id": source_id})


def _of_run(context: Context, run_id: object) -> AuthResult:
    run = model.Session.get(CollectionRun, str(run_id or ""))
    return _of_source(context, run.source_id if run else "")


def territory_run_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may manage the source."""
    return _of_source(context, data_dict.get("source_id"))


def territory_run_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may manage the source."""
    return _of_source(context, data_dict.get("source_id"))


def territory_run_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may manage the source of the run."""
    return _of_run(context, data_dict.get("id"))


def territory_run_cancel(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow who may manage the source of the run."""
    return _of_run(context, data_dict.get("id"))
