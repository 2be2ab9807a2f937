"""A budget file read whole into a private folder, before anything is written.

The original may hold names of persons: it lives in this folder only, which goes away
with the work, and nothing of its content is logged.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ckan.plugins import toolkit as tk

from ckanext.territory import config
from ckanext.territory.domain.budget import (
    BudgetDocument,
    BudgetError,
    BudgetHeader,
    BudgetLine,
    ChartLookup,
    Limits,
    PrivacyReport,
    Stage,
    Totals,
    blank_personal_data,
    open_document,
    write_scdl,
)
from ckanext.territory.domain.errors import Notice

MEGABYTE = 1024 * 1024
CHUNK = MEGABYTE
FOLDER_PREFIX = "budget-"
ABANDONED_AFTER = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A budget read and found good, its outputs waiting in a private folder.

    ``lines_file`` is the SCDL CSV; ``document_file`` the TOTEM document without
    persons, or None for another source. ``content_hash`` is that of the original,
    ``lines_hash`` that of the lines, which also change with the chart of accounts.
    """

    header: BudgetHeader
    totals: Totals
    notices: tuple[Notice, ...]
    privacy: PrivacyReport | None
    line_count: int
    content_hash: str
    lines_hash: str
    lines_file: Path
    document_file: Path | None


@contextmanager
def private_folder() -> Iterator[Path]:
    """Give a folder that only this process reads, and remove it in every case."""
    root = _staging_root()
    if root is not None:
        _sweep(root)
    folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX, dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An upload, copied: where it is, the name that people gave it, its sha256."""

    path: Path
    name: str
    content_hash: str


def receive(stream: IO[bytes], folder: Path, name: str) -> Received:
    """Return the upload of this name, copied into the folder.

    Raises BudgetError when it is larger than ``ckanext.territory.budget.size_limit``.
    """
    limit = config.budget_size_limit() * MEGABYTE
    place, seen, digest = folder / "original", 0, hashlib.sha256()
    with place.open("wb") as target:
        while chunk := stream.read(CHUNK):
            seen += len(chunk)
            if seen > limit:
                raise BudgetError(
                    "budget.too_large", file=name, found=seen, expected=limit
                )
            digest.update(chunk)
            target.write(chunk)
    return Received(path=place, name=name, content_hash=digest.hexdigest())


def stage(
    received: Received,
    *,
    charts: ChartLookup,
    stage: Stage | None,
    decision_number: int | None,
) -> Staged:
    """Read a received file whole and prepare all that will be published.

    Raises BudgetError at the first mistake of the file.
    """
    limits = Limits(size=config.budget_size_limit() * MEGABYTE)
    document = open_document(
        received.path,
        charts=charts,
        stage=stage,
        decision_number=decision_number,
        limits=limits,
        name=received.name,
    )
    lines_file = received.path.with_name("lines.csv")
    totals = document.new_totals()
    with lines_file.open("w", encoding="utf-8", newline="") as target:
        count = write_scdl(_counted(document, totals), document.header, target)
    document_file, privacy = None, None
    if document.header.source_format == "totem":
        document_file = received.path.with_name("document.xml")
        privacy = blank_personal_data(
            received.path, document_file, limits=limits, name=received.name
        )
    return Staged(
        header=document.header,
        totals=totals,
        notices=tuple(document.notices),
        privacy=privacy,
        line_count=count,
        content_hash=received.content_hash,
        lines_hash=_digest(lines_file),
        lines_file=lines_file,
        document_file=document_file,
    )


def _counted(document: BudgetDocument, totals: Totals) -> Iterator[BudgetLine]:
    """Yield the lines of a document, each added to the totals on its way."""
    for line in document.lines():
        totals.add(line)
        yield line


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _staging_root() -> Path | None:
    """Return the folder of stagings, or None where CKAN has no storage."""
    storage = tk.config["ckan.storage_path"]
    if not storage:
        return None
    root = Path(storage, "territory", "staging")
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root


def _sweep(root: Path) -> None:
    """Remove what a killed process left behind."""
    oldest = time.time() - ABANDONED_AFTER
    for folder in root.glob(f"{FOLDER_PREFIX}*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
