"""Creation of a list of datasets: one after the other, each whole or not at all.

Whatever interrupts it, it can be taken up again: what is there is not made twice.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import sqlalchemy as sa

from ckan import model
from ckan.lib.search import SearchError, SearchIndexError  # the toolkit has neither
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.model.start import Start
from ckanext.territory.starts import rows
from ckanext.territory.starts.bulk_plan import Present, package_of, sentence
from ckanext.territory.starts.bulk_types import Planned
from ckanext.territory.starts.creation import drafting

log = logging.getLogger(__name__)

JOB = "bulk"
# A row takes a second or so: nobody works any more on what has not moved since.
STILL_SECONDS = 120
OPEN = ("waiting", "running", "stopping")


def work(bulk_id: str) -> None:
    """Create what is left of a list; does nothing when it is done or forgotten."""
    row = _locked(bulk_id)
    planned = row.inspection["rows"] if row is not None else []
    for each in planned:
        if each["outcome"] == "create" and not _settle(bulk_id, each):
            return
    _end(bulk_id, "done")


def stop(bulk_id: str) -> Start:
    """Stop a list after the row it is at, at once when nobody is at it; commits."""
    row = _locked(bulk_id)
    if row is None:
        raise tk.ObjectNotFound
    state = row.answers["state"]
    if state == "waiting":
        row.answers = {**row.answers, **moved("stopped")}
    elif state == "running":
        row.answers = {**row.answers, **moved("stopping")}
    model.Session.commit()
    return row


def left_behind() -> list[str]:
    """Return the lists that are not done and that nobody works on."""
    moved = sa.cast(Start.answers["moved_at"].astext, sa.DateTime(timezone=True))
    still = sa.func.now() - sa.func.make_interval(0, 0, 0, 0, 0, 0, STILL_SECONDS)
    return list(
        model.Session.scalars(
            sa.select(Start.id).where(
                Start.inspection["kind"].astext == rows.BULK,
                Start.answers["state"].astext.in_(OPEN),
                Start.created_at > rows.oldest(),
                moved < still,
            )
        )
    )


def moved(state: str) -> dict[str, Any]:
    """Return the state of a list with the instant it took it."""
    now = dt.datetime.now(dt.timezone.utc)
    return {"state": state, "moved_at": now.isoformat()}


def _settle(bulk_id: str, planned: Planned) -> bool:
    """Make the dataset of a row, or say why not; commits.

    Returns whether to go on: not when somebody stopped it.
    """
    row = _locked(bulk_id)
    if row is None or row.answers.get("state") not in OPEN:
        model.Session.rollback()
        return False
    if row.answers["state"] == "stopping":
        _end(bulk_id, "stopped")
        return False
    if str(planned["line"]) not in row.answers["results"]:
        _create(row, planned)
    model.Session.commit()
    return True


def _create(row: Start, planned: Planned) -> None:
    """Make a dataset; its result is saved by the same commit."""
    bulk_id, line = row.id, planned["line"]
    there = Present(row.owner_org).find(planned["values"])
    if there:
        _write(row, line, {"outcome": "exists", "dataset": there})
        return
    made = package_of(row.owner_org, planned)
    _write(row, line, {"outcome": "created", "dataset": made["name"]})
    try:
        tk.get_action("package_create")(drafting(_context(row.user_id)), made)
    except tk.ValidationError as error:
        said = {"code": "catalogue.refused", "reason": sentence(error.error_dict)}
    except tk.NotAuthorized:
        said = {"code": "catalogue.unexpected"}
    except (SearchError, SearchIndexError):
        log.exception("Row %s of the list %s was not created", line, bulk_id)
        said = {"code": "catalogue.unexpected"}
    else:
        return
    model.Session.rollback()
    again = _locked(bulk_id)
    if again is not None:
        problem = {**said, "column": "—", "found": ""}
        _write(again, line, {"outcome": "refused", "problem": problem})


def _context(user_id: str) -> Context:
    """Return a context of the person who sent the list: their rights, their name."""
    user = model.User.get(user_id)
    if user is None or user.state != model.State.ACTIVE:
        raise tk.NotAuthorized
    return {"user": user.name, "auth_user_obj": user}


def _write(row: Start, line: int, result: dict[str, Any]) -> None:
    results = {**row.answers["results"], str(line): result}
    row.answers = {**row.answers, **moved(row.answers["state"]), "results": results}
    if row.answers["state"] == "waiting":
        row.answers = {**row.answers, "state": "running"}


def _end(bulk_id: str, state: str) -> None:
    row = _locked(bulk_id)
    if row is not None and row.answers.get("state") in OPEN:
        row.answers = {**row.answers, **moved(state)}
    model.Session.commit()


def _locked(bulk_id: str) -> Start | None:
    """Return a list as it is now, held until the next commit.

    Lists of one organization wait for one another: two of them must not make the same
    dataset.
    """
    row = model.Session.get(Start, bulk_id, populate_existing=True)
    if row is None:
        return None
    model.Session.execute(
        sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(row.owner_org)))
    )
    return model.Session.get(Start, bulk_id, populate_existing=True)
