"""Publication of a staged budget: all of it, or nothing.

Order matters. Files and lines are in place, though unseen, before the dataset is
saved; the dataset, its record and its entry in the search index go in one commit.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa

import ckan.plugins as p
from ckan import model

# The schema of a dataset type; the toolkit has no way to it.
from ckan.lib.plugins import lookup_package_plugin
from ckan.plugins import toolkit as tk
from ckan.types import Context, Schema

from ckanext.territory.budgets import dataset, files, identity, lines_table
from ckanext.territory.budgets.record import fill
from ckanext.territory.budgets.staging import Staged
from ckanext.territory.model.budget import Budget
from ckanext.territory.reviews import guard

log = logging.getLogger(__name__)

Status = Literal["created", "updated", "unchanged"]
VIEW_TYPE = "territory_budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of a publication, and the dataset as it now is."""

    status: Status
    dataset: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ids:
    dataset: str
    lines: str
    document: str


def publish(
    context: Context, staged: Staged, owner_org: str, folder: Path
) -> Published:
    """Publish a staged budget in the name of the context's user.

    Raises tk.ValidationError, tk.NotAuthorized; nothing is left then.
    """
    _lock(dataset.slug(staged.header))
    record, package = identity.find(staged.header)
    if package is None:
        return _create(context, staged, owner_org, folder, record)
    tk.check_access("package_update", tk.fresh_context(context), {"id": package.id})
    if package.owner_org != owner_org:
        raise tk.ValidationError(
            {
                "owner_org": [
                    tk._(
                        "This budget is already published by another organization: "
                        "{title}. Choose that organization."
                    ).format(title=package.title)
                ]
            }
        )
    if record is not None and _is_same(context, record, package, staged):
        shown = tk.get_action("package_show")(
            tk.fresh_context(context), {"id": package.id}
        )
        return Published(status="unchanged", dataset=shown)
    return _update(context, staged, package.id, record, folder)


def _is_same(
    context: Context, record: Budget, package: model.Package, staged: Staged
) -> bool:
    return (
        package.state == guard.state_for(context, package.owner_org, package.state)
        and record.content_hash == staged.content_hash
        and record.lines_hash == staged.lines_hash
    )


def _lock(name: str) -> None:
    """Let one publication of this budget run at a time, until its first commit."""
    model.Session.execute(
        sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(name)))
    )


def _create(
    context: Context,
    staged: Staged,
    owner_org: str,
    folder: Path,
    record: Budget | None,
) -> Published:
    ids = _Ids(*(), **{name: str(uuid.uuid4()) for name in _Ids.__slots__})
    with ExitStack() as stack:
        facts = stack.enter_context(files.stored(_outputs(staged, ids), folder))
        if lines_table.is_available():
            stack.enter_context(_lines_of_new(ids.lines, staged))
        stack.enter_context(_purged_on_failure(ids.dataset))
        fields = dataset.created(staged, owner_org) | {
            "id": ids.dataset,
            "state": guard.state_for(context, owner_org),
            "resources": _resources(staged, facts, ids),
        }
        record = record or Budget()
        fill(record, staged, ids.dataset, ids.lines, _document_id(staged, ids))
        # Saved by the commit of the dataset.
        model.Session.add(record)
        saved = tk.get_action("package_create")(
            tk.fresh_context(context) | {"schema": _schema_with_id()}, fields
        )
        _add_views(context, saved, ids.lines)
    log.info("Budget %s published", ids.dataset)
    return Published(status="created", dataset=saved)


def _update(
    context: Context,
    staged: Staged,
    dataset_id: str,
    record: Budget | None,
    folder: Path,
) -> Published:
    ids = _Ids(
        dataset=dataset_id,
        lines=record.resource_id if record else str(uuid.uuid4()),
        document=(record and record.document_id) or str(uuid.uuid4()),
    )
    before = tk.get_action("package_show")(
        tk.fresh_context(context), {"id": dataset_id}
    )
    with ExitStack() as stack:
        facts = stack.enter_context(files.stored(_outputs(staged, ids), folder))
        draft = (
            stack.enter_context(lines_table.drafted(staged.lines_file))
            if lines_table.is_available()
            else None
        )
        ours = _resources(staged, facts, ids)
        fields = dataset.derived(staged) | {
            "resources": _merged(before["resources"], ours, ids),
            "state": guard.state_for(context, before["owner_org"], before["state"]),
        }
        saved = stack.enter_context(_patched(context, before, fields))
        record = record or Budget()
        fill(record, staged, ids.dataset, ids.lines, _document_id(staged, ids))
        model.Session.add(record)
        model.Session.flush()
        if draft is not None:
            draft.publish(ids.lines)
        model.Session.commit()
        _add_views(context, saved, ids.lines)
    log.info("Budget %s updated", dataset_id)
    return Published(status="updated", dataset=saved)


@contextmanager
def _lines_of_new(resource_id: str, staged: Staged) -> Iterator[None]:
    """Load the lines of a resource that does not exist yet; drop them on failure."""
    with lines_table.drafted(staged.lines_file) as draft:
        draft.publish(resource_id)
    try:
        yield
    except BaseException:
        lines_table.drop(resource_id)
        raise


@contextmanager
def _purged_on_failure(dataset_id: str) -> Iterator[None]:
    """Take back a new dataset, when it was saved before something failed."""
    try:
        yield
    except BaseException:
        model.Session.rollback()
        if model.Session.get(model.Package, dataset_id) is not None:
            # Undoing is not an act of the user, who may not have the right to purge.
            undo: Context = {"ignore_auth": True, "user": ""}
            tk.get_action("dataset_purge")(undo, {"id": dataset_id})
        model.Session.execute(sa.delete(Budget).where(Budget.dataset_id == dataset_id))
        model.Session.commit()
        raise


@contextmanager
def _patched(
    context: Context, before: dict[str, Any], fields: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Change a dataset; put its former fields back when what follows fails."""
    patch = tk.get_action("package_patch")
    saved = patch(tk.fresh_context(context), {"id": before["id"], **fields})
    try:
        yield saved
    except BaseException:
        model.Session.rollback()
        tk.get_action("package_update")(tk.fresh_context(context), before)
        raise


def _outputs(staged: Staged, ids: _Ids) -> list[files.Output]:
    name = dataset.slug(staged.header)
    found = [
        files.Output(
            resource_id=ids.lines, file_name=f"{name}.csv", path=staged.lines_file
        )
    ]
    if staged.document_file is not None:
        found.append(
            files.Output(
                resource_id=ids.document,
                file_name=f"{name}.xml",
                path=staged.document_file,
            )
        )
    return found


def _document_id(staged: Staged, ids: _Ids) -> str | None:
    return ids.document if staged.document_file is not None else None


def _resources(
    staged: Staged, facts: dict[str, dict[str, Any]], ids: _Ids
) -> list[dict[str, Any]]:
    return dataset.resources(staged, facts[ids.lines], facts.get(ids.document))


def _merged(
    present: list[dict[str, Any]], ours: list[dict[str, Any]], ids: _Ids
) -> list[dict[str, Any]]:
    """Return the resources of a dataset with ours renewed and the others untouched."""
    new = {resource["id"]: resource for resource in ours}
    kept = [
        {**resource, **new.pop(resource["id"], {})}
        for resource in present
        if resource["id"] in new or resource["id"] not in (ids.lines, ids.document)
    ]
    return [*kept, *new.values()]


def _schema_with_id() -> Schema:
    """Return the schema of a new budget, where the id may be chosen beforehand."""
    plugin: Any = lookup_package_plugin("budget")
    schema: Schema = plugin.create_package_schema()
    schema["id"] = [
        tk.get_validator("unicode_safe"),
        tk.get_validator("package_id_does_not_exist"),
    ]
    return schema


def _add_views(context: Context, saved: dict[str, Any], lines_id: str) -> None:
    """Show the charts, then the table, on the page of the lines."""
    present = tk.get_action("resource_view_list")(
        tk.fresh_context(context), {"id": lines_id}
    )
    if present:
        return
    if p.plugin_loaded("territory_view"):
        tk.get_action("resource_view_create")(
            tk.fresh_context(context),
            {
                "resource_id": lines_id,
                "view_type": VIEW_TYPE,
                "title": "Graphiques",
            },
        )
    tk.get_action("package_create_default_resource_views")(
        tk.fresh_context(context),
        {"package": saved, "create_datastore_views": True},
    )
