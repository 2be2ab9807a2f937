"""The step form: creating and changing a dataset, kept while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.forms import copies, posted
from ckanext.territory.views import form_files, form_page, form_place, form_redirect
from ckanext.territory.views.form_conflict import chosen, conflict_page
from ckanext.territory.views.form_page import Opened
from ckanext.territory.views.form_place import Place
from ckanext.territory.views.refusal import refusal

territory_form = Blueprint("territory_form", __name__)

DRAFTS_OFFERED = 3
CONFLICT = 409


@territory_form.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404, for what is absent and what is hidden alike."""
    return refusal(404, tk._("There is no such dataset."))


@territory_form.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 403, and offer anonymous readers to log in."""
    text = tk._("You may not change these data.")
    return refusal(403, text, login=tk.current_user.is_anonymous)


territory_form.before_app_request(form_redirect.to_steps)


class New(MethodView):
    """The first step of a dataset that does not exist yet."""

    def get(self, type: str) -> str:
        """Show the step: empty, or as the person left it."""
        place = form_place.of_new(type, tk.request.args.get("brouillon", ""))
        copy = place.copy()
        if copy is not None:
            return _restored(place, copy["steps"].get("1", {}), copy)
        offered = tk.get_action("territory_form_draft_list")(
            {}, {"unsent": True, "limit": copies.MAX_UNSENT}
        )
        drafts = [row for row in offered if row["type"] == place.type]
        opened = Opened(base={}, drafts=drafts[:DRAFTS_OFFERED])
        data = form_place.defaults(place, dict(tk.request.args.items()))
        return form_page.step_page(place, data, {}, opened)

    def post(self, type: str) -> Response | str:
        """Make the draft, or say what is wrong."""
        key = tk.request.form.get(posted.KEY, "")
        return _save(form_place.of_new(type, key))


class Edit(MethodView):
    """A step of a dataset, draft or published."""

    def get(self, id: str, step: str) -> str:
        """Show the step, with what the person typed and did not save."""
        place = form_place.of_dataset(id, step)
        copy = place.copy()
        typed = copy["steps"].get(step, {}) if copy else {}
        if copy is not None and form_page.differs(place, typed):
            return _restored(place, typed, copy)
        return form_page.step_page(place, place.dataset, {}, Opened(base=place.base()))

    def post(self, id: str, step: str) -> Response | str:
        """Save the step, or say what is wrong."""
        return _save(form_place.of_dataset(id, step))


def _restored(place: Place, typed: Mapping[str, Any], copy: Mapping[str, Any]) -> str:
    base = {**place.base(), **copy["bases"].get(place.step, {})}
    seen = copy["seen"].get(place.step, "")
    opened = Opened(base=base, seen=seen, notice=copy["saved_at"])
    return form_page.step_page(place, {**place.dataset, **typed}, {}, opened)


def _save(place: Place) -> Response | str:
    form = tk.request.form
    values = posted.read_values(form, place.fields)
    base = posted.read_base(form)
    if posted.ADD in form:
        values = posted.with_row(values, form[posted.ADD], place.fields)
        return _again(place, values, {}, base)
    values = chosen(values, form)
    try:
        saved = tk.get_action("territory_form_save")(
            {},
            {
                "id": place.key,
                "type": place.type,
                "step": place.step,
                "values": values,
                "base": base,
            },
        )
    except tk.ValidationError as error:
        return _again(place, values, error.error_dict, base)
    if saved["conflicts"]:
        return conflict_page(place, saved["conflicts"], base)
    return _go_on(place, saved["id"], form.get("save", ""))


def _again(
    place: Place,
    values: Mapping[str, Any],
    errors: Mapping[str, Any],
    base: Mapping[str, str],
) -> str:
    """Return the page with what was typed, and what is wrong with it."""
    copy = place.copy()
    seen = copy["seen"].get(place.step, "") if copy else ""
    data = {**place.dataset, **values}
    return form_page.step_page(place, data, errors, Opened(base=base, seen=seen))


def _go_on(place: Place, dataset_id: str, button: str) -> Response:
    if button == "stay":
        tk.h.flash_success(tk._("The changes are saved."))
    step = place.step if button == "stay" else place.after
    return tk.redirect_to("territory_form.edit", id=dataset_id, step=step)


def keep_new(type: str) -> Response | tuple[Response, int]:
    """Keep what is typed in a dataset that does not exist yet."""
    return _keep(form_place.of_new(type, tk.request.form.get(posted.KEY, "")))


def keep(id: str, step: str) -> Response | tuple[Response, int]:
    """Keep what is typed in a step."""
    return _keep(form_place.of_dataset(id, step))


def _keep(place: Place) -> Response | tuple[Response, int]:
    """Answer JSON: ``status`` in words, ``seen`` and the ``summary`` as HTML."""
    form = tk.request.form
    values = posted.read_values(form, place.fields)
    data = {**place.dataset, **values}
    shown = {
        "summary": tk.render(
            "territory/form/summary.html",
            {"summary": form_page.summary(place, data), "place": place},
        )
    }
    if place.dataset and not form_page.differs(place, values):
        step = {"id": place.key, "step": place.step}
        tk.get_action("territory_form_copy_delete")({}, step)
        return jsonify(shown | {"status": tk._("Nothing to save."), "seen": ""})
    try:
        copy = tk.get_action("territory_form_copy_save")(
            {},
            {
                "id": place.key,
                "type": place.type,
                "step": place.step,
                "values": values,
                "base": posted.read_base(form),
                "seen": form.get(posted.SEEN, ""),
                "based_on": place.dataset.get("metadata_modified", ""),
            },
        )
    except tk.ValidationError as error:
        found: dict[str, Any] = error.error_dict
        text = " ".join(found.get("seen") or found.get("values") or [])
        return jsonify(shown | {"status": text}), CONFLICT
    status = form_page.kept_words(place, copy["saved_at"])
    seen = copy["seen"][place.step]
    return jsonify(shown | {"status": status, "seen": seen, "key": place.key})


def abandon_new(type: str) -> Response:
    """Forget what was typed in a dataset that does not exist yet."""
    place = form_place.of_new(type, tk.request.form.get(posted.KEY, ""))
    tk.get_action("territory_form_copy_delete")({}, {"id": place.key})
    return tk.redirect_to("territory_form.new", type=place.type)


def abandon(id: str, step: str) -> Response:
    """Forget what was typed in a step and not saved."""
    place = form_place.of_dataset(id, step)
    tk.get_action("territory_form_copy_delete")({}, {"id": place.key, "step": step})
    return tk.redirect_to("territory_form.edit", id=id, step=step)


NEW, STEP = "/publier/<type>/nouveau", "/publier/jeu/<id>/<step>"
territory_form.add_url_rule(NEW, view_func=New.as_view("new"))
territory_form.add_url_rule(STEP, view_func=Edit.as_view("edit"))
for rule, view in (
    (f"{NEW}/copie", keep_new),
    (f"{NEW}/abandon", abandon_new),
    (f"{STEP}/copie", keep),
    (f"{STEP}/abandon", abandon),
):
    territory_form.add_url_rule(rule, view_func=view, methods=["POST"])
form_files.add_rules(territory_form)
