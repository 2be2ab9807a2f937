"""What a question is about, and who is asked."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.model.assignment import Assignment
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service
from ckanext.territory.referents.lookup import find_active
from ckanext.territory.referents.visibility import find_visible
from ckanext.territory.themes import theme_tree


def resolve(context: Context, data: DataDict) -> dict[str, Any]:
    """Return ``about``, ``dataset_id``, ``referent_id`` and ``service_id``.

    A dataset, person or theme that the caller may not see is not found, like one that
    does not exist: tk.ObjectNotFound.
    """
    about: dict[str, Any] = {}
    dataset_id, referent_id, service_id = None, None, None
    if data.get("dataset_id"):
        shown = tk.get_action("package_show")(
            tk.fresh_context(context), {"id": data["dataset_id"]}
        )
        dataset_id = shown["id"]
        about |= {"dataset_id": dataset_id, "title": shown["title"]}
        referent_id = _active(shown.get("referent_id")) or _responsible(
            "source", shown.get("source_id") or ""
        )
        if data.get("indicator_id"):
            about["indicator_id"] = data["indicator_id"]
            key = f"{dataset_id}/{data['indicator_id']}"
            referent_id = _responsible("indicator", key) or referent_id
    if data.get("theme"):
        if theme_tree().get(data["theme"]) is None:
            raise tk.ObjectNotFound(tk._("There is no such theme."))
        about["theme"] = data["theme"]
        referent_id = referent_id or _of_theme(data["theme"])
    if data.get("referent_id"):
        referent_id = find_visible(context, data["referent_id"], dataset_id).id
    elif data.get("service_id"):
        service = model.Session.get(Service, data["service_id"])
        if service is None or service.state != ACTIVE:
            raise tk.ObjectNotFound(tk._("There is no such service."))
        referent_id, service_id = None, service.id
    person = model.Session.get(Referent, referent_id) if referent_id else None
    if person is not None:
        service_id = person.service_id
    return {
        "about": about,
        "dataset_id": dataset_id,
        "referent_id": referent_id,
        "service_id": service_id,
    }


def _active(referent_id: str | None) -> str | None:
    row = find_active(referent_id)
    return row.id if row is not None else None


def _responsible(kind: str, object_id: str) -> str | None:
    """Return who is responsible for a source or an indicator."""
    rows = model.Session.scalars(Assignment.of(kind, object_id))
    found = (_active(row.referent_id) for row in rows if row.role == "responsible")
    return next(found, None)


def _of_theme(code: str) -> str | None:
    """Return who answers for a theme, else for the nearest one above it."""
    rows = list(model.Session.scalars(Referent.active()))
    for wanted in (code, *(theme.code for theme in theme_tree().ancestors(code))):
        for row in rows:
            if wanted in row.themes:
                return row.id
    return None
