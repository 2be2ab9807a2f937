"""Handover: everything of one referent to others, on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.views.referent import not_authorized, not_found
from ckanext.territory.views.referent_fields import field, people, summary

territory_handover = Blueprint("territory_handover", __name__)
territory_handover.register_error_handler(tk.ObjectNotFound, not_found)
territory_handover.register_error_handler(tk.NotAuthorized, not_authorized)

_SERVICE = "service:"
MANY = 300
"""With more people than this, a dataset has the choice of those of the service."""


class HandOver(MethodView):
    """The screen of a handover."""

    def get(self, referent_id: str) -> str:
        """Show what would move, and ask who takes over."""
        return _page(referent_id, {}, {})

    def post(self, referent_id: str) -> Response | str:
        """Move everything, or show what is wrong."""
        form = tk.request.form
        data: dict[str, Any] = {"successor_id": form.get("successor_id", "")}
        given: dict[str, Any] = {"referent_id": referent_id, **data}
        if data["successor_id"].startswith(_SERVICE):
            given["service_id"] = data["successor_id"].removeprefix(_SERVICE)
            given["successor_id"] = ""
        given["datasets"] = {
            name.removeprefix("dataset-"): value
            for name, value in form.items()
            if name.startswith("dataset-") and value
        }
        try:
            done = tk.get_action("territory_handover_create")({}, given)
        except tk.ValidationError as error:
            return _page(referent_id, data, error.error_dict)
        tk.h.flash_success(
            tk._(
                "Handed over: {datasets} datasets, {questions} questions. You may "
                "take it back for a day."
            ).format(datasets=done["datasets"], questions=done["questions"])
        )
        return tk.redirect_to("territory_handover.hand_over", referent_id=referent_id)


@territory_handover.route(
    "/annuaire/passations/<handover_id>/annuler", methods=["POST"]
)
def undo(handover_id: str) -> Response:
    """Take a handover back."""
    referent_id = tk.request.form.get("referent_id", "")
    try:
        done = tk.get_action("territory_handover_undo")({}, {"id": handover_id})
    except tk.ValidationError as error:
        for message in error.error_summary.values():
            tk.h.flash_error(message)
    else:
        text = tk._("The handover is taken back.")
        if done["left"]:
            text = tk._(
                "The handover is taken back, but for {count} things that were changed "
                "since."
            ).format(count=done["left"])
        tk.h.flash_success(text)
    return tk.redirect_to("territory_handover.hand_over", referent_id=referent_id)


def _page(referent_id: str, data: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    held = tk.get_action("territory_handover_preview")({}, {"referent_id": referent_id})
    referent = tk.get_action("territory_referent_show")({}, {"id": referent_id})
    nobody, *others = people(tk._("Choose"), but=referent_id)
    near = others
    if len(others) > MANY:
        near = people("", but=referent_id, service=referent["service_id"])[1:]
    services = tk.get_action("territory_service_list")({}, {})
    choices = [
        nobody,
        *others,
        *(
            {"value": f"{_SERVICE}{one['id']}", "label": one["name"]}
            for one in services
        ),
    ]
    label = tk._("Who takes over")
    main = field(data, errors, "successor_id", label, choices=choices, required=True)
    return tk.render(
        "territory/referent/handover.html",
        {
            "referent": referent,
            "held": held,
            "field": main,
            "people": near,
            "summary": summary([main], errors),
        },
    )


territory_handover.add_url_rule(
    "/annuaire/<referent_id>/passation", view_func=HandOver.as_view("hand_over")
)
