"""Lists of datasets: sent, tried, created: ``/publier/lot``."""

from __future__ import annotations

import math
from typing import Any

from flask import Blueprint
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.domain.csv_safe import write_csv
from ckanext.territory.messages.marker import N_
from ckanext.territory.views.refusal import refusal
from ckanext.territory.views.start_page import organizations

territory_bulk = Blueprint("territory_bulk", __name__, url_prefix="/publier/lot")

SHOWN = 100
OUTCOMES = {
    "create": N_("To create"),
    "created": N_("Created"),
    "exists": N_("Already there"),
    "refused": N_("Refused"),
}
STATES = {
    "ready": N_("Dry run: nothing is written yet"),
    "waiting": N_("The creation waits for its turn"),
    "running": N_("The drafts are being created"),
    "stopping": N_("The creation is being stopped"),
    "stopped": N_("The creation was stopped"),
    "done": N_("The drafts are created"),
}


@territory_bulk.errorhandler(tk.ObjectNotFound)
@territory_bulk.errorhandler(tk.NotAuthorized)
def hide(error: Exception) -> tuple[str, int]:
    """Answer the same for what is absent and what is forbidden."""
    return refusal(404, tk._("There is nothing here."))


class New(MethodView):
    """The form that takes the file."""

    def get(self) -> str:
        """Show the form, to who may publish somewhere."""
        return self._page(tk.request.args.get("organization", ""), {})

    def post(self) -> Response | str:
        """Try the file and go on to its report, or show what is wrong."""
        owner_org = tk.request.form.get("owner_org", "")
        upload = tk.request.files.get("upload") or ""
        try:
            made = tk.get_action("territory_bulk_create")(
                {}, {"owner_org": owner_org, "upload": upload}
            )
        except tk.ValidationError as error:
            return self._page(owner_org, error.error_dict)
        return tk.redirect_to("territory_bulk.read", id=made["id"])

    def _page(self, owner_org: str, errors: dict[str, Any]) -> str:
        return tk.render(
            "territory/bulk/new.html",
            {
                "organizations": organizations(),
                "data": {"owner_org": owner_org},
                "errors": errors,
            },
        )


@territory_bulk.route("/<id>")
def read(id: str) -> str:
    """Show the report of a list, or how far it is; only that part to htmx."""
    shown = tk.get_action("territory_bulk_show")({}, {"id": id})
    values = {"bulk": shown, **_report(shown)}
    if tk.request.htmx:  # pyright: ignore[reportAttributeAccessIssue] - CKAN's own request
        return tk.render("territory/bulk/state.html", values)
    return tk.render("territory/bulk/read.html", values)


@territory_bulk.route("/<id>/rapport.csv")
def report(id: str) -> Response:
    """Answer the report of a list as a file."""
    shown = tk.get_action("territory_bulk_show")({}, {"id": id})
    head = [
        tk._("Line"),
        tk._("Title"),
        tk._("Outcome"),
        tk._("Dataset"),
        tk._("Column"),
        tk._("Value"),
        tk._("What to do"),
    ]
    lines: list[list[object]] = []
    for row in shown["rows"]:
        start = [
            row["line"],
            row["title"],
            _outcome(row),
            row["dataset"],
        ]
        said = [*row["problems"], *row["notes"]]
        lines += [
            [*start, each["column"], each["found"], each["sentence"]] for each in said
        ] or [[*start, "", "", ""]]
    response = Response(
        write_csv([head, *lines]), content_type="text/csv; charset=utf-8"
    )
    response.headers.set("Content-Disposition", "attachment", filename="rapport.csv")
    return response


@territory_bulk.route("/<id>/creer", methods=["POST"])
def run(id: str) -> Response:
    """Create the drafts, or go on, and show how far it is."""
    tk.get_action("territory_bulk_run")({}, {"id": id})
    return tk.redirect_to("territory_bulk.read", id=id)


@territory_bulk.route("/<id>/arreter", methods=["POST"])
def cancel(id: str) -> Response:
    """Stop after the row that is being created."""
    tk.get_action("territory_bulk_cancel")({}, {"id": id})
    return tk.redirect_to("territory_bulk.read", id=id)


@territory_bulk.route("/<id>/abandonner", methods=["POST"])
def remove(id: str) -> Response:
    """Forget the list and its report."""
    tk.get_action("territory_bulk_delete")({}, {"id": id})
    tk.h.flash_success(tk._("The list is forgotten. Drafts already created stay."))
    return tk.redirect_to("territory_start.index")


def _outcome(row: dict[str, Any]) -> str:
    word = OUTCOMES[row["outcome"]]
    return tk._(word)


def _state(shown: dict[str, Any]) -> str:
    word = STATES[shown["state"]]
    return tk._(word)


def _report(shown: dict[str, Any]) -> dict[str, Any]:
    """Return the rows of the page asked for, and what filters them."""
    asked = tk.request.args.get("etat", "")
    outcome = asked if asked in OUTCOMES else ""
    kept = [row for row in shown["rows"] if not outcome or row["outcome"] == outcome]
    last = max(1, math.ceil(len(kept) / SHOWN))
    number = tk.h.get_page_number(tk.request.args)
    number = min(max(1, number), last)
    left = shown["total"] - shown["done"]
    return {
        "state_word": _state(shown),
        "rows": [
            {**row, "word": _outcome(row)}
            for row in kept[(number - 1) * SHOWN : number * SHOWN]
        ],
        "filters": [{"value": "", "label": tk._("All"), "count": len(shown["rows"])}]
        + [
            {"value": name, "label": tk._(word), "count": shown["counts"][name]}
            for name, word in OUTCOMES.items()
            if shown["counts"].get(name)
        ],
        "outcome": outcome,
        "page": number,
        "last": last,
        "left": left,
        "percent": round(100 * shown["done"] / shown["total"]) if shown["total"] else 0,
    }


territory_bulk.add_url_rule("", view_func=New.as_view("new"))
