"""The last step of the form: look again, publish or propose; and what waits."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.views.refusal import refusal

territory_review = Blueprint("territory_review", __name__)

Errors = dict[str, Any]


@territory_review.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404, for what is absent and what is hidden alike."""
    return refusal(404, tk._("There is nothing here."))


@territory_review.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 403 with the reason, and offer anonymous readers to log in."""
    text = error.message or tk._("Log in to see what waits for you.")
    return refusal(403, str(text), login=tk.current_user.is_anonymous)


@territory_review.route("/publier/relectures")
def index() -> str:
    """Show what waits for the reader, and what the reader proposed."""
    found = tk.get_action("territory_review_list")({}, {})
    return tk.render("territory/review/index.html", {"found": found})


class Read(MethodView):
    """The dataset as it will be seen, its checklist, and the decision."""

    def get(self, dataset_id: str) -> str:
        """Show the page."""
        return _page(dataset_id, {}, {})

    def post(self, dataset_id: str) -> Response | str:
        """Publish, propose, withdraw or refuse; show what stands in the way."""
        form = tk.request.form
        data = {name: form.get(name, "") for name in ("message", "reason")}
        act = ACTS.get(form.get("decision", ""))
        if act is None:
            raise tk.ObjectNotFound
        try:
            return act(dataset_id, data)
        except tk.ValidationError as error:
            return _page(dataset_id, error.error_dict, data)


def _is_checked() -> bool:
    return tk.request.form.get("is_checked") == "true"


def _publish(dataset_id: str, data: dict[str, str]) -> Response:
    done = tk.get_action("territory_dataset_publish")(
        {}, {"id": dataset_id, "is_checked": _is_checked()}
    )
    tk.h.flash_success(tk._("The dataset is published."))
    return tk.redirect_to(f"{done['type']}.read", id=done["name"])


def _propose(dataset_id: str, data: dict[str, str]) -> Response:
    tk.get_action("territory_review_create")(
        {},
        {
            "id": dataset_id,
            "message": data["message"],
            "is_checked": _is_checked(),
        },
    )
    tk.h.flash_success(
        tk._("The publication is proposed: another editor of the service decides.")
    )
    return tk.redirect_to("territory_review.read", dataset_id=dataset_id)


def _accept(dataset_id: str, data: dict[str, str]) -> Response:
    done = _decide(dataset_id, "publish", data)
    tk.h.flash_success(tk._("The dataset is published."))
    return tk.redirect_to(f"{done['type']}.read", id=done["name"])


def _refuse(dataset_id: str, data: dict[str, str]) -> Response:
    _decide(dataset_id, "refuse", data)
    tk.h.flash_success(tk._("The publication is refused, and your reason is noted."))
    return tk.redirect_to("territory_review.index")


def _withdraw(dataset_id: str, data: dict[str, str]) -> Response:
    tk.get_action("territory_review_withdraw")({}, {"id": dataset_id})
    tk.h.flash_success(tk._("The proposal is withdrawn: the dataset is a draft again."))
    return tk.redirect_to("territory_review.read", dataset_id=dataset_id)


def _decide(dataset_id: str, decision: str, data: dict[str, str]) -> dict[str, Any]:
    return tk.get_action("territory_review_decide")(
        {}, {"id": dataset_id, "decision": decision, "reason": data["reason"]}
    )


ACTS = {
    "accept": _accept,
    "propose": _propose,
    "publish": _publish,
    "refuse": _refuse,
    "withdraw": _withdraw,
}


def _page(dataset_id: str, errors: Errors, data: dict[str, str]) -> str:
    shown = tk.get_action("territory_review_show")({}, {"id": dataset_id})
    hidden = tk.get_action("territory_internal_show")({}, {"id": dataset_id})
    return tk.render(
        "territory/review/read.html",
        {
            "shown": shown,
            "dataset": shown["dataset"],
            "blocking": [c for c in shown["checklist"] if c["is_blocking"]],
            "better": [
                c for c in shown["checklist"] if not (c["is_blocking"] or c["is_met"])
            ],
            "hidden": list(hidden),
            "personal": any(
                c["code"] == "personal_data" and not c["is_met"]
                for c in shown["checklist"]
            ),
            "errors": errors,
            "data": data,
        },
    )


territory_review.add_url_rule(
    "/publier/jeu/<dataset_id>/relire", view_func=Read.as_view("read")
)
