"""Files checked against the schema that they claim, or that they look like.

The report stays with the file's row and is shown from there: nothing is written into
the dataset, whose history would otherwise grow with each check.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckan import model

from ckanext.territory import table_schemas
from ckanext.territory.bounded import run_bounded
from ckanext.territory.bounded_child import Bounds
from ckanext.territory.catalog import queue
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table_schema import recognise
from ckanext.territory.domain.validation import CHECK_FILE, READ_COLUMNS
from ckanext.territory.model.upload import Upload
from ckanext.territory.table_schemas import KnownSchema
from ckanext.territory.uploads.received import Received, received

log = logging.getLogger(__name__)

JOB = "validate"
# Checked within the request that asks for it; a larger file waits for a worker.
AT_ONCE = 2 * 1024 * 1024
# Seconds after which a check ends by itself, and bounds of a child that does not.
BRIEF = (15, Bounds(cpu_seconds=20, wall_seconds=25))
LONG = (40, Bounds())
TABLES = frozenset({"csv", "ods", "tab", "tsv", "txt", "xls", "xlsx"})
MAIN = frozenset({None, "", "main"})


@dataclass(frozen=True, slots=True)
class Claims:
    """The addresses of schemas that a file claims, and those of its dataset."""

    own: tuple[str, ...]
    shared: tuple[str, ...]


def follow(file: Received, row: Upload) -> None:
    """Check a file; fills ``row.validation``, None when no schema is involved."""
    claims = _claims(file)
    facts = {"path": str(file.path), "name": file.name}
    try:
        row.validation = _checked(claims, facts)
    except TerritoryError as error:
        log.info("File %s is not checked: %s", row.resource_id, error.code)
        too_long = error.code in {"bounded.time", "bounded.memory"}
        code = "validation.too_long" if too_long else "validation.unreadable"
        claimed = [*claims.own, *claims.shared]
        row.validation = _not_run(code, claimed) if claimed else None


def take(resource_id: str) -> None:
    """Check the file of a resource now, or soon when it is large; commits."""
    file = received(resource_id)
    if file is None:
        raise TerritoryError("validation.no_file")
    row = _row(file)
    if file.path.stat().st_size <= AT_ONCE:
        check(resource_id)
        return
    before = row.validation or _not_run("validation.never", [])
    row.validation = {**before, "is_waiting": True}
    model.Session.commit()
    queue.enqueue(check, JOB, [resource_id])


def check(resource_id: str) -> None:
    """Check the file of a resource; does nothing when it has none. Commits."""
    file = received(resource_id)
    if file is not None:
        row = _row(file)
        follow(file, row)
        model.Session.commit()


def _row(file: Received) -> Upload:
    """Return the row of a file; budgets have none until somebody asks for a check."""
    row = model.Session.get(Upload, file.resource.id)
    if row is None:
        row = Upload(resource_id=file.resource.id, dataset_id=file.dataset.id)
        row.size, row.state = file.path.stat().st_size, "done"
        model.Session.add(row)
    return row


def _claims(file: Received) -> Claims:
    own = _addresses(file.resource.extras.get("conforms_to"))
    if own or not _is_data(file):
        return Claims(own, ())
    return Claims((), _addresses(file.dataset.extras.get("conforms_to")))


def _is_data(file: Received) -> bool:
    """Tell whether what the dataset claims is meant for this file."""
    suffix = file.name.rpartition(".")[2].lower()
    return suffix in TABLES and file.resource.extras.get("resource_kind") in MAIN


def _addresses(value: object) -> tuple[str, ...]:
    """Return the addresses of a field: one, a list, or a list as scheming keeps it."""
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    listed = value if isinstance(value, list) else [value]
    return tuple(each.strip() for each in listed if isinstance(each, str) and each)


def _checked(claims: Claims, facts: Mapping[str, str]) -> dict[str, Any] | None:
    claimed = [*claims.own, *claims.shared]
    known = [each for each in map(table_schemas.look_up, claimed) if each]
    chosen = next(iter(known), None) if claims.own else _recognised(known, facts)
    if chosen is None:
        return _not_run("validation.schema_unknown", claimed) if claimed else None
    found = table_schemas.descriptor(chosen)
    if found is None:
        return None
    report = _child(CHECK_FILE, {**facts, "schema": dict(found.content)})
    return {
        **report,
        "status": "invalid" if report["error_count"] else "valid",
        "reason": "",
        "schema": _named(chosen, is_claimed=chosen in known),
        "checked_at": _now(),
    }


def _recognised(
    known: Sequence[KnownSchema], facts: Mapping[str, str]
) -> KnownSchema | None:
    """Return the schema that the header fits best, a claimed one if possible."""
    if facts["name"].rpartition(".")[2].lower() not in TABLES:
        return None
    columns = _child(READ_COLUMNS, facts)["columns"]
    found = recognise(columns, [each.outline for each in known])
    found = found or recognise(columns, table_schemas.outlines())
    if found is not None:
        return table_schemas.look_up(found.address)
    return known[0] if known else None


def _child(task: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    # No transaction stays open while a child process reads the file.
    model.Session.commit()
    is_small = Path(arguments["path"]).stat().st_size <= AT_ONCE
    seconds, bounds = BRIEF if is_small else LONG
    return run_bounded(task, {**arguments, "seconds": seconds}, bounds=bounds)


def _named(known: KnownSchema, *, is_claimed: bool) -> dict[str, Any]:
    return {
        "name": known.name,
        "version": known.version,
        "address": known.address,
        "title": known.outline.title,
        "is_claimed": is_claimed,
    }


def _not_run(code: str, claimed: Sequence[str]) -> dict[str, Any]:
    address = next(iter(claimed), "")
    return {
        "status": "not_run",
        "reason": code,
        # An administrator may paste the address into a shell.
        "facts": {"address": address, "quoted": shlex.quote(address)},
        "checked_at": _now(),
    }


def _now() -> str:
    return dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds")
