"""Reading of uploaded files: at once when they are small, by a worker otherwise."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import sqlalchemy as sa

from ckan import model

from ckanext.territory.catalog import queue
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads.followers import FOLLOWERS
from ckanext.territory.uploads.received import Received, received

log = logging.getLogger(__name__)

CHUNK = 1024 * 1024
# Read within the request that brings it; a larger file would keep people waiting.
AT_ONCE = 2 * CHUNK
JOB = "read"
# Within this time whoever brought a file is still reading it.
READING_SECONDS = 900
# Budgets have a reader of their own, which leaves nothing to do here.
APART = frozenset({"budget"})


def take(resource_id: str) -> None:
    """Read the file of a resource now or soon; commits."""
    file = received(resource_id)
    if file is None or file.dataset.type in APART:
        return
    size = file.path.stat().st_size
    row = _row(file, size)
    row.created_at = sa.func.now()
    model.Session.commit()
    if size <= AT_ONCE:
        read(resource_id)
        return
    queue.enqueue(read, JOB, [resource_id])


def read(resource_id: str) -> None:
    """Read the file of a resource; does nothing when it has none. Commits."""
    file = received(resource_id)
    if file is None:
        return
    row = _row(file, file.path.stat().st_size)
    row.state, row.error_code, row.error_context = "reading", None, {}
    row.content_hash = _digest(file.path)
    model.Session.commit()
    for follow in FOLLOWERS:
        try:
            follow(file, row)
        except TerritoryError as error:
            row.error_code, row.error_context = error.code, dict(error.context)
        except Exception:  # the file is saved already: a fault here must not undo that
            log.exception("File %s could not be read", resource_id)
            model.Session.rollback()
            row.error_code, row.error_context = "upload.unexpected", {}
        model.Session.commit()
    row.state = "failed" if row.error_code else "done"
    row.read_at = model.Session.scalar(sa.select(sa.func.now()))
    model.Session.commit()


def left_behind() -> list[str]:
    """Return the resources whose file nobody reads: a worker died, a queue was lost."""
    waits = sa.func.now() - sa.func.make_interval(0, 0, 0, 0, 0, 0, READING_SECONDS)
    return list(
        model.Session.scalars(
            sa.select(Upload.resource_id)
            .where(Upload.state.in_(("pending", "reading")))
            .where(Upload.created_at < waits)
            .order_by(Upload.created_at)
        )
    )


def _row(file: Received, size: int) -> Upload:
    row = model.Session.get(Upload, file.resource.id)
    if row is None:
        row = Upload(resource_id=file.resource.id)
        model.Session.add(row)
    row.dataset_id, row.size, row.state = file.dataset.id, size, "pending"
    return row


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
