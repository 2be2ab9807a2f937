"""Draft datasets made from a beginning: whole, or nothing of them is left."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.datastructures import FileStorage

from ckan import model

# The rule of CKAN's own form for addresses; the toolkit has no name for it.
from ckan.lib.munge import munge_title_to_name
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.starts import fields
from ckanext.territory.starts.types import Draft

log = logging.getLogger(__name__)

NAME_LENGTH = 90
SHORTEST = 2
UNNAMED = "brouillon"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to attach: where it is, what people call it, fields of its resource."""

    path: Path
    name: str
    fields: Mapping[str, Any]


def create_draft(
    context: Context,
    dataset_type: str,
    owner_org: str,
    values: Mapping[str, Any],
    *,
    file: File | None = None,
) -> dict[str, Any]:
    """Return a new draft of the context's user, with its file when there is one.

    Raises tk.ValidationError, tk.NotAuthorized; no dataset is left then.
    """
    fields_given = draft(dataset_type, owner_org, values, file.name if file else "")
    made = tk.get_action("package_create")(drafting(context), fields_given)
    with _purged_on_failure(made["id"]):
        if file is not None:
            _attach(context, made["id"], file)
    log.info("Draft %s created", made["id"])
    return made


def drafting(context: Context) -> Context:
    """Return a context in which editors make drafts, as CKAN's own form does.

    Without it only administrators decide of the state of a dataset.
    """
    return tk.fresh_context(context, allow_state_change=True)


def draft(
    dataset_type: str,
    owner_org: str,
    values: Mapping[str, Any],
    file_name: str = "",
    blank: Collection[str] = (),
) -> dict[str, Any]:
    """Return what ``package_create`` takes to make a draft of values.

    The defaults of the form are added, but to the fields of ``blank``.
    """
    kind = fields.known_type(dataset_type)
    given = fields.with_defaults(kind, fields.fitted(kind, values), blank)
    title = str(given.get("title") or "")
    return {
        **given,
        "type": kind,
        "state": "draft",
        "title": title,
        "name": free_name(title or file_name),
        "owner_org": owner_org,
        **_tags(values),
    }


def told(dataset: Mapping[str, Any], notices: Sequence[str] = ()) -> Draft:
    """Return what the actions answer of a dataset just made."""
    return {
        "id": dataset["id"],
        "name": dataset["name"],
        "type": dataset["type"],
        "title": dataset.get("title") or "",
        "state": dataset["state"],
        "step": fields.first_step(dataset),
        "notices": list(notices),
    }


def organization_id(reference: str) -> str:
    """Return the id of an organization named by id or name.

    Raises tk.ValidationError when there is none.
    """
    group = model.Group.get(reference)
    if group is None or not group.is_organization or group.state != "active":
        raise tk.ValidationError(
            {"owner_org": [tk._("There is no such organization. Choose another one.")]}
        )
    return group.id


def free_name(title: str) -> str:
    """Return an address that no dataset has, made from a title."""
    stem = munge_title_to_name(title)[:NAME_LENGTH].strip("-_")
    if len(stem) < SHORTEST:
        stem = UNNAMED
    name, number = stem, 1
    while model.Package.get(name) is not None:
        number += 1
        name = f"{stem}-{number}"
    return name


def _attach(context: Context, dataset_id: str, file: File) -> None:
    with file.path.open("rb") as stream:
        tk.get_action("resource_create")(
            tk.fresh_context(context),
            {
                **file.fields,
                "package_id": dataset_id,
                "url": file.name,
                "url_type": "upload",
                "upload": FileStorage(stream=stream, filename=file.name),
            },
        )


def _tags(values: Mapping[str, Any]) -> dict[str, Any]:
    tags = values.get("tags") or []
    return {"tags": [{"name": tag["name"]} for tag in tags]} if tags else {}


@contextmanager
def _purged_on_failure(dataset_id: str) -> Iterator[None]:
    """Take a new draft back when what follows fails."""
    try:
        yield
    except BaseException:
        model.Session.rollback()
        # Undoing is not an act of the user, who may not have the right to purge.
        undo: Context = {"ignore_auth": True, "user": ""}
        tk.get_action("dataset_purge")(undo, {"id": dataset_id})
        raise
