"""Dictionaries of partners, previews and runs for actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa

from ckan import model

from ckanext.territory import messages
from ckanext.territory.catalog import ending
from ckanext.territory.catalog.opening import collection_of
from ckanext.territory.catalog.types import (
    PreviewShown,
    RowShown,
    RunShown,
    SourceShown,
)
from ckanext.territory.harvest.preview import Preview, Row
from ckanext.territory.model.record import RecordState
from ckanext.territory.model.run import CollectionRun
from ckanext.territory.model.source import PartnerSource

LISTED = 200


def show_source(source: PartnerSource) -> SourceShown:
    """Return a partner with its selection and its last run."""
    collection = collection_of(source)
    organization = model.Group.get(source.owner_org)
    last = model.Session.scalar(runs_of(source.id).limit(1))
    count = sa.select(sa.func.count()).where(
        RecordState.source_id == source.id, RecordState.content_hash.is_not(None)
    )
    return {
        "id": source.id,
        "kind": source.kind,
        "url": source.url,
        "title": source.title,
        "owner_org": source.owner_org,
        "owner_title": organization.display_name if organization else source.owner_org,
        "theme_keys": list(collection.theme_keys),
        "default_theme": collection.default_theme,
        "dataset_count": model.Session.scalar(count) or 0,
        "last_run": show_run(last, with_lists=False) if last else None,
    }


def runs_of(source_id: str) -> sa.Select[tuple[CollectionRun]]:
    """Return the statement of a source's runs, newest first."""
    return (
        sa.select(CollectionRun)
        .where(CollectionRun.source_id == source_id)
        .order_by(CollectionRun.created_at.desc(), CollectionRun.id)
    )


def show_preview(preview: Preview) -> PreviewShown:
    """Return a dry run with reasons in words."""
    by_operation = preview.by_operation
    return {
        "selected": preview.selected,
        "outside": preview.outside,
        "added": by_operation.get("add", 0),
        "updated": by_operation.get("update", 0),
        "unchanged": by_operation.get("keep", 0),
        "kept": _rows(preview.kept),
        "dropped": _rows(preview.dropped),
    }


def _rows(rows: Iterable[Row]) -> list[RowShown]:
    return [
        {
            "guid": row.guid,
            "title": row.title,
            "operation": row.operation,
            "reason": messages.describe_error(row.reason),
            "themes": list(row.themes),
            "notices": [messages.describe_error(notice) for notice in row.notices],
        }
        for row in rows
    ]


def show_run(run: CollectionRun, *, with_lists: bool = True) -> RunShown:
    """Return a run; ``with_lists`` adds what was not written and what is missing."""
    counts = ending.counts_of(run) if run.is_open else dict(run.counts)
    if run.reject_count:
        counts["rejected"] = run.reject_count
    waiting = counts.get("waiting", 0)
    total = sum(counts.values()) - counts.get("missing", 0)
    return {
        "id": run.id,
        "source_id": run.source_id,
        "status": run.status,
        "is_open": run.is_open,
        "is_listed": run.listed_at is not None,
        "is_complete": run.is_complete,
        "created_at": run.created_at.isoformat(),
        "started_at": _iso(run.started_at),
        "finished_at": _iso(run.finished_at),
        "seconds": _seconds(run),
        "announced": run.announced,
        "total": total,
        "done": total - waiting,
        "counts": counts,
        "error": _error(run),
        "problems": _problems(run) if with_lists else [],
        "missing": _missing(run) if with_lists else [],
    }


def _error(run: CollectionRun) -> str | None:
    if run.error_code is None:
        return None
    return messages.describe(run.error_code, run.error_context)


def _iso(instant: dt.datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _seconds(run: CollectionRun) -> int:
    end = run.finished_at or dt.datetime.now(dt.timezone.utc)
    return max(0, int((end - (run.started_at or end)).total_seconds()))


def _problems(run: CollectionRun) -> list[dict[str, object]]:
    """Return what was refused or skipped, datasets of the run first, then rejects."""
    rows = model.Session.scalars(
        sa.select(RecordState)
        .where(
            RecordState.source_id == run.source_id,
            RecordState.last_run_id == run.id,
            RecordState.outcome.in_(("failed", "skipped")),
        )
        .order_by(RecordState.outcome, RecordState.title)
        .limit(LISTED)
    )
    found: list[dict[str, object]] = [
        {
            "guid": row.remote_guid,
            "title": row.title,
            "url": row.remote_url,
            "outcome": row.outcome,
            "reason": messages.describe(row.reason_code or "", row.reason_context),
        }
        for row in rows
    ]
    rejects = (
        {
            "guid": each["guid"],
            "title": each["title"],
            "url": "",
            "outcome": "rejected",
            "reason": messages.describe(each["code"], each["context"]),
        }
        for each in run.rejects
    )
    return [*found, *rejects][:LISTED]


def _missing(run: CollectionRun) -> list[dict[str, object]]:
    if run.is_open or not run.is_complete:
        return []
    rows = model.Session.scalars(
        sa.select(RecordState)
        .where(*ending.missing(run))
        .order_by(RecordState.title)
        .limit(LISTED)
    )
    return [
        {"guid": row.remote_guid, "title": row.title, "package_id": row.package_id}
        for row in rows
    ]
