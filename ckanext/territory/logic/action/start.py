"""Actions on beginnings: a file received, read, answered, made into a dataset."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.logic.schema import start as schema
from ckanext.territory.model.start import Start
from ckanext.territory.starts import keeping, proposals, publishing, rows
from ckanext.territory.starts.creation import organization_id
from ckanext.territory.starts.inspecting import inspect
from ckanext.territory.starts.types import Draft, StartLine, StartShown

__all__ = [
    "territory_start_create",
    "territory_start_delete",
    "territory_start_list",
    "territory_start_run",
    "territory_start_show",
    "territory_start_update",
]

log = logging.getLogger(__name__)

ANSWERS = ("title", "choices", "is_checked", "stage", "decision_number")


@tk.validate_action_data(schema.start_create)
def territory_start_create(context: Context, data_dict: DataDict) -> StartShown:
    """Receive a file, read it, and return what it proposes.

    The file waits in a private folder for a day at most; nothing is published.

    Accepts:
        owner_org: id or name of the organization that will publish.
        upload: the file, sent as a file.

    Returns:
        As ``territory_start_show``.

    Who may call: who may create datasets in the organization.
    """
    tk.check_access("territory_start_create", context, data_dict)
    upload, name = rows.upload(data_dict["upload"], tk._("Choose the file to publish."))
    owner_org = organization_id(data_dict["owner_org"])
    user_id, start_id = rows.user_id(context), str(uuid.uuid4())
    rows.forget_old()
    try:
        path = keeping.keep(upload.stream, start_id, name)
        found = _inspected(path, start_id, name)
    except TerritoryError as error:
        raise rows.refusal("upload", error) from error
    row = Start(id=start_id, user_id=user_id, owner_org=owner_org, file_name=name)
    row.inspection, row.answers = found, {}
    model.Session.add(row)
    model.Session.commit()
    log.info("File received for %s", start_id)
    return _shown(row)


@tk.side_effect_free
@tk.validate_action_data(schema.start_show)
def territory_start_show(context: Context, data_dict: DataDict) -> StartShown:
    """Return a file received, what was read in it and what was answered.

    Accepts:
        id: id of the beginning.

    Returns:
        ``file_name``, ``file_kind``, ``inspection`` (facts, columns, preview),
        ``title`` (written or proposed), ``proposals`` (key, values, text, reason,
        choice), ``warnings`` (code, sentence, is_serious), ``answers``, ``expires_at``.

    Who may call: who sent the file, and nobody else.
    """
    tk.check_access("territory_start_show", context, data_dict)
    return _shown(rows.find(data_dict["id"]))


@tk.side_effect_free
@tk.validate_action_data(schema.start_list)
def territory_start_list(context: Context, data_dict: DataDict) -> list[StartLine]:
    """Return the publications that the caller began and has not finished, newest first.

    Returns:
        Rows of ``id``, ``kind`` (file or bulk), ``title``, ``file_name``,
        ``created_at``, ``expires_at``.

    Who may call: anybody logged in.
    """
    tk.check_access("territory_start_list", context, data_dict)
    return [_line(row) for row in rows.of_user(rows.user_id(context))]


@tk.validate_action_data(schema.start_update)
def territory_start_update(context: Context, data_dict: DataDict) -> StartShown:
    """Keep the answers given so far; those not sent stay as they were.

    Accepts:
        id: id of the beginning.
        owner_org: another organization that publishes.
        title: title as the person wrote it.
        choices: accept or refuse, by key of proposal.
        is_checked: whether the personal data were looked at.
        stage, decision_number: what a budget file does not say.

    Returns:
        As ``territory_start_show``.

    Who may call: who sent the file, and nobody else.
    """
    tk.check_access("territory_start_update", context, data_dict)
    row = rows.find(data_dict["id"])
    if data_dict.get("owner_org"):
        tk.check_access("territory_start_create", tk.fresh_context(context), data_dict)
        row.owner_org = organization_id(data_dict["owner_org"])
    given = {name: data_dict[name] for name in ANSWERS if name in data_dict}
    choices = {**row.answers.get("choices", {}), **given.pop("choices", {})}
    row.answers = {**row.answers, **given, "choices": choices}
    model.Session.commit()
    return _shown(row)


@tk.validate_action_data(schema.start_delete)
def territory_start_delete(context: Context, data_dict: DataDict) -> None:
    """Give up a publication begun: the file and the answers are removed.

    Accepts:
        id: id of the beginning.

    Who may call: who sent the file, and nobody else.
    """
    tk.check_access("territory_start_delete", context, data_dict)
    rows.remove(rows.find(data_dict["id"]))


@tk.validate_action_data(schema.start_run)
def territory_start_run(context: Context, data_dict: DataDict) -> Draft:
    """Make a dataset of a file received: a draft, or a published budget.

    Only accepted proposals are used. When something fails, no dataset is left and the
    file still waits with its answers.

    Accepts:
        id: id of the beginning.

    Returns:
        ``id``, ``name``, ``type``, ``title``, ``state`` (draft or active) of the
        dataset, ``step`` (of the form, where something is missing first), ``notices``
        (sentences).

    Who may call: who sent the file, when allowed to create datasets.
    """
    tk.check_access("territory_start_run", context, data_dict)
    row = rows.find(data_dict["id"])
    path = keeping.find(row.id)
    if path is None:
        raise tk.ObjectNotFound(tk._("This file is not kept any more. Send it again."))
    serious = any(each["is_serious"] for each in proposals.warnings(row))
    if serious and not row.answers.get("is_checked"):
        raise tk.ValidationError(
            {"is_checked": [tk._("Look at the personal data, then tick this box.")]}
        )
    try:
        made = publishing.publish(context, row, path)
    except TerritoryError as error:
        raise rows.refusal("upload", error) from error
    rows.remove(rows.find(data_dict["id"]))
    return made


def _inspected(path: Path, start_id: str, name: str) -> dict[str, Any]:
    """Return the inspection of a file kept; the file goes away when it fails."""
    try:
        found = inspect(path, name)
        if found.get("kind") not in (proposals.TOTEM, proposals.SCDL):
            keeping.check_resource_size(path, name)
    except BaseException:
        keeping.drop(start_id)
        raise
    return found


def _line(row: Start) -> StartLine:
    return {
        "id": row.id,
        "kind": rows.kind(row),  # pyright: ignore[reportReturnType] - one of both
        "title": _title(row),
        "file_name": row.file_name,
        "created_at": row.created_at.isoformat(),
        "expires_at": (row.created_at + rows.KEPT).isoformat(),
    }


def _title(row: Start) -> str:
    return str(row.answers.get("title") or "") or proposals.proposed_title(row)


def _shown(row: Start) -> StartShown:
    return {
        **_line(row),
        "owner_org": row.owner_org,
        "file_kind": str(row.inspection.get("kind") or proposals.UNKNOWN),
        "is_budget": proposals.is_budget(row),
        "inspection": dict(row.inspection),
        "proposals": proposals.proposals(row),
        "warnings": proposals.warnings(row),
        "answers": row.answers,  # pyright: ignore[reportReturnType] - stored as such
    }
