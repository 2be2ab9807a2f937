"""The directory: the box, the answer, the themes and the services; one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.views.directory import contents
from ckanext.territory.views.referent_absence import ABSENCE, absence_form, planned
from ckanext.territory.views.referent_form import Create, Delete, Edit
from ckanext.territory.views.refusal import refusal

territory_referent = Blueprint("territory_referent", __name__)

DATASETS_SHOWN = 20


@territory_referent.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404, for what is absent and what is hidden alike."""
    return refusal(404, tk._("There is no such referent."))


@territory_referent.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 403, and offer anonymous readers to log in."""
    text = tk._("Only administrators of an organization may do this.")
    return refusal(403, text, login=tk.current_user.is_anonymous)


@territory_referent.route("/annuaire")
def index() -> str:
    """Show the box, the answer to a sentence if there is one, and the directory."""
    sentence = " ".join(tk.request.args.get("q", "").split())[:1000]
    finding = _finding(sentence) if sentence else None
    return tk.render(
        "territory/referent/index.html",
        {
            "q": sentence,
            "finding": finding,
            "replies": _replies(sentence) if sentence else [],
            **contents(searches=bool(sentence)),
            "can_edit": _can_edit(),
            "is_agent": tk.h.check_access("territory_orphan_list"),
            "can_import": tk.h.check_access("territory_referent_import"),
        },
    )


@territory_referent.route("/annuaire/<referent_id>")
def read(referent_id: str) -> str:
    """Show a person and the datasets that the person answers for."""
    return _read(referent_id, {}, {})


def _read(referent_id: str, data: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    """Render a person's page; data and errors are those of a refused absence."""
    referent = tk.get_action("territory_referent_show")({}, {"id": referent_id})
    found = tk.get_action("package_search")(
        {},
        {
            "fq": f'referent_id:"{referent["id"]}"',
            "rows": DATASETS_SHOWN,
            "sort": "metadata_modified desc",
            "include_private": True,
        },
    )
    can_be_away = tk.h.check_access(
        "territory_absence_create", {"referent_id": referent_id}
    )
    form = absence_form(referent, data, errors) if can_be_away else None
    return tk.render(
        "territory/referent/read.html",
        {
            "referent": referent,
            "datasets": found["results"],
            "dataset_count": found["count"],
            "absences": planned(referent_id),
            "can_be_away": can_be_away,
            "absence_form": form,
            "can_edit": _can_edit(),
        },
    )


@territory_referent.route("/annuaire/<referent_id>/absences", methods=["POST"])
def absence_create(referent_id: str) -> Response | str:
    """Plan an absence, or show the page with what is wrong."""
    data = {name: tk.request.form.get(name, "") for name in ABSENCE}
    data["referent_id"] = referent_id
    try:
        tk.get_action("territory_absence_create")({}, data)
    except tk.ValidationError as error:
        return _read(referent_id, data, error.error_dict)
    tk.h.flash_success(tk._("The absence is saved."))
    return tk.redirect_to("territory_referent.read", referent_id=referent_id)


@territory_referent.route(
    "/annuaire/<referent_id>/absences/<absence_id>/supprimer", methods=["POST"]
)
def absence_delete(referent_id: str, absence_id: str) -> Response:
    """Take an absence out."""
    tk.get_action("territory_absence_delete")({}, {"id": absence_id})
    tk.h.flash_success(tk._("The absence is taken out."))
    return tk.redirect_to("territory_referent.read", referent_id=referent_id)


def _replies(sentence: str) -> list[dict[str, Any]]:
    return tk.get_action("territory_answer_list")({}, {"q": sentence, "limit": 2})


def _finding(sentence: str) -> dict[str, Any]:
    service = tk.request.args.get("service", "")
    return tk.get_action("territory_referent_search")(
        {}, {"q": sentence, "limit": 3, "service": service}
    )


def _can_edit() -> bool:
    return tk.h.check_access("territory_referent_create")


territory_referent.add_url_rule("/annuaire/nouveau", view_func=Create.as_view("new"))
territory_referent.add_url_rule(
    "/annuaire/<referent_id>/modifier", view_func=Edit.as_view("edit")
)
territory_referent.add_url_rule(
    "/annuaire/<referent_id>/supprimer", view_func=Delete.as_view("delete")
)
