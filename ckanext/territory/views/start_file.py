"""A file received: what was read in it, what it proposes, answered one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.budgets.dataset import STAGES
from ckanext.territory.budgets.words import stage_label
from ckanext.territory.helper_functions.file_facts import fact_rows

CHOICE = "choice-"
TITLE = "title"
JSON = "application/json"
REFUSED = 409


class Read(MethodView):
    """The page of a file received."""

    def get(self, id: str) -> str:
        """Show what was read and what is proposed."""
        return _page(_shown(id), {})

    def post(self, id: str) -> Response | str | tuple[Response, int]:
        """Keep the answers; then go on when that is asked."""
        form, is_script = tk.request.form, _is_script()
        button = form.get("act", "")
        try:
            shown = tk.get_action("territory_start_update")(
                {}, {"id": id, **_answers(_shown(id), button)}
            )
            if button != "continue":
                return _kept(id, shown, is_script=is_script)
            made = tk.get_action("territory_start_run")({}, {"id": id})
        except tk.ValidationError as error:
            if is_script:
                said = " ".join(error.error_summary.values())
                return jsonify({"said": said}), REFUSED
            return _page(_shown(id), error.error_dict)
        return go_on(made)


class Remove(MethodView):
    """Gives up a publication begun."""

    def post(self, id: str) -> Response:
        """Forget the file and its answers."""
        tk.get_action("territory_start_delete")({}, {"id": id})
        tk.h.flash_success(tk._("The file is forgotten: nothing was published."))
        return tk.redirect_to("territory_start.index")


def go_on(made: Mapping[str, Any]) -> Response:
    """Lead to the step of the form where a draft goes on, or to a published page."""
    for notice in made["notices"]:
        tk.h.flash_notice(notice)
    if made["state"] == "draft":
        return tk.redirect_to(
            "territory_form.edit", id=made["id"], step=str(made["step"])
        )
    tk.h.flash_success(tk._("The budget is published. Check the page and its figures."))
    return tk.redirect_to(f"{made['type']}.read", id=made["name"])


def add_rules(blueprint: Blueprint) -> None:
    """Add the pages of a file to the blueprint."""
    blueprint.add_url_rule("/fichier/<id>", view_func=Read.as_view("read"))
    blueprint.add_url_rule(
        "/fichier/<id>/abandonner", view_func=Remove.as_view("remove")
    )


def _shown(start_id: str) -> dict[str, Any]:
    return tk.get_action("territory_start_show")({}, {"id": start_id})


def _is_script() -> bool:
    return tk.request.accept_mimetypes.best == JSON


def _answers(shown: Mapping[str, Any], button: str) -> dict[str, Any]:
    """Return the answers of the form as the action takes them."""
    form = tk.request.form
    choices = {
        each["key"]: form.get(f"{CHOICE}{each['key']}", "")
        for each in shown["proposals"]
    }
    if button == "accept_all":
        choices = dict.fromkeys(choices, "accept")
    title = form.get(TITLE, "").strip()
    proposed = _proposed(shown, TITLE)
    # A title that somebody wrote is an answer; one that was proposed is none yet.
    if title and title != proposed and not choices.get(TITLE) and TITLE in choices:
        choices[TITLE] = "accept"
    written = title if choices.get(TITLE, "accept") == "accept" else ""
    answers: dict[str, Any] = {
        "choices": choices,
        "title": written,
        "is_checked": "is_checked" in form,
    }
    if shown["is_budget"]:
        answers["stage"] = form.get("stage", "")
        answers["decision_number"] = form.get("decision_number", "")
    return answers


def _proposed(shown: Mapping[str, Any], key: str) -> str:
    found = (each for each in shown["proposals"] if each["key"] == key)
    return next((str(each["values"][key]) for each in found), "")


def _kept(start_id: str, shown: Mapping[str, Any], *, is_script: bool) -> Response:
    if is_script:
        return jsonify({"said": tk._("Answers saved."), "left": _left(shown)})
    tk.h.flash_success(tk._("Answers saved."))
    return tk.redirect_to("territory_start.read", id=start_id)


def _left(shown: Mapping[str, Any]) -> str:
    """Return how many proposals are not answered, in words."""
    count = sum(not each["choice"] for each in shown["proposals"])
    if not count:
        return tk._("Every proposal has its answer.")
    return tk.ungettext(
        "{count} proposal has no answer yet: it will not be used.",
        "{count} proposals have no answer yet: they will not be used.",
        count,
    ).format(count=count)


def _page(shown: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    inspection = shown["inspection"]
    answers = shown["answers"]
    return tk.render(
        "territory/start/file.html",
        {
            "start": shown,
            "facts": fact_rows(shown),
            "title": answers.get(TITLE) or _proposed(shown, TITLE),
            "has_title": any(each["key"] == TITLE for each in shown["proposals"]),
            "columns": inspection.get("columns") or [],
            "preview": inspection.get("preview") or {},
            "left": _left(shown),
            "serious": [each for each in shown["warnings"] if each["is_serious"]],
            "remarks": [each for each in shown["warnings"] if not each["is_serious"]],
            "stages": [{"value": "", "text": tk._("As the file says")}]
            + [{"value": stage, "text": stage_label(stage)} for stage in STAGES],
            "answers": answers,
            "errors": errors,
        },
    )
