"""The page of one's own, the calendar of due updates and the card of a person."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response

from ckan.lib.pagination import Page  # the toolkit has no name for it
from ckan.plugins import toolkit as tk
from ckan.types import Response as AnyResponse

from ckanext.territory.messages import quality as words
from ckanext.territory.referents.exports import calendar, vcard
from ckanext.territory.views.referent import not_found
from ckanext.territory.views.referent_absence import planned
from ckanext.territory.views.rule import not_authorized
from ckanext.territory.views.unstored import unstored

territory_referent_work = Blueprint("territory_referent_work", __name__)
territory_referent_work.register_error_handler(tk.ObjectNotFound, not_found)
territory_referent_work.register_error_handler(tk.NotAuthorized, not_authorized)

PAGE = 20
QUESTIONS = 5


@territory_referent_work.route("/annuaire/moi")
def mine() -> str:
    """Show what the reader has to do as a referent."""
    return _mine("")


@territory_referent_work.route("/annuaire/moi/calendrier", methods=["POST"])
def calendar_create() -> str:
    """Make the address of a calendar, and show it."""
    referent_id = tk.request.form.get("referent_id", "")
    made = tk.get_action("territory_calendar_create")({}, {"referent_id": referent_id})
    return _mine(made["address"])


@territory_referent_work.route("/annuaire/moi/calendrier/supprimer", methods=["POST"])
def calendar_delete() -> AnyResponse:
    """End the address of a calendar."""
    referent_id = tk.request.form.get("referent_id", "")
    tk.get_action("territory_calendar_delete")({}, {"referent_id": referent_id})
    tk.h.flash_success(tk._("The address of the calendar has ended."))
    return tk.redirect_to("territory_referent_work.mine")


@territory_referent_work.route("/annuaire/calendrier/<token>.ics")
def feed(token: str) -> Response:
    """Answer the calendar of a secret address."""
    found = tk.get_action("territory_calendar_show")({}, {"token": token})
    site = str(tk.config["ckan.site_title"])
    name = tk._("Data to update: {site}").format(site=site)
    host = urlsplit(str(tk.config["ckan.site_url"])).hostname or "localhost"
    text = calendar(name, found["updates"], tk._("Update: {title}"), host)
    return _file(text, "text/calendar", "mises-a-jour.ics")


@territory_referent_work.route("/annuaire/<referent_id>/contact.vcf")
def card(referent_id: str) -> Response:
    """Answer a person's card, with what the reader may see."""
    referent = tk.get_action("territory_referent_show")({}, {"id": referent_id})
    url = tk.url_for("territory_referent.read", referent_id=referent_id, _external=True)
    text = vcard(referent, str(tk.config["ckan.site_title"]), url)
    return _file(text, "text/vcard", "contact.vcf")


def _mine(address: str) -> str:
    page = max(1, tk.h.get_page_number(tk.request.args))
    work = tk.get_action("territory_referent_work")(
        {}, {"limit": PAGE, "offset": (page - 1) * PAGE}
    )
    for dataset in work["datasets"]:
        dataset["points"] = [_point(point) for point in dataset["missing"]]
    return tk.render(
        "territory/referent/mine.html",
        {
            **work,
            "address": address,
            "absences": {one["id"]: planned(one["id"]) for one in work["referents"]},
            "questions": tk.get_action("territory_question_list")(
                {}, {"status": "open", "limit": QUESTIONS}
            ),
            "page": Page(
                collection=work["datasets"],
                page=page,
                url=lambda page: tk.url_for("territory_referent_work.mine", page=page),
                item_count=work["count"],
                items_per_page=PAGE,
            ),
        },
    )


def _point(point: dict[str, Any]) -> dict[str, str]:
    label = words.LABELS[point["code"]]
    return {
        "label": tk._(label),
        "gain": tk.h.territory_percent(point["gain"], 0),
    }


def _file(text: str, kind: str, name: str) -> Response:
    response = make_response(text)
    response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return unstored(response)
