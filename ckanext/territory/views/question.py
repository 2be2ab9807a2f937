"""Asking: the form, and the private page of whoever asked."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.access import is_agent
from ckanext.territory.questions.counting import network
from ckanext.territory.questions.floods import refusals
from ckanext.territory.views.referent_fields import field, summary
from ckanext.territory.views.refusal import refusal
from ckanext.territory.views.unstored import unstored

log = logging.getLogger(__name__)

territory_question = Blueprint("territory_question", __name__)

_ABOUT = ("dataset_id", "theme", "referent_id", "service_id", "indicator_id")
_WRITTEN = ("subject", "body", "name", "email", "challenge", "nonce")
_ANSWERS = 3


@territory_question.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404, for what is absent and what is hidden alike."""
    return refusal(404, tk._("There is no such page, or its link is no longer good."))


@territory_question.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 404 too: whether a question exists is for who answers it."""
    return refusal(404, tk._("There is no such page, or its link is no longer good."))


class Ask(MethodView):
    """The form of a question."""

    def get(self) -> str:
        """Show the form; what it is about comes with the address."""
        data = {name: tk.request.args.get(name, "") for name in _ABOUT}
        data["subject"] = tk.request.args.get("q", "")[:150]
        return _form(data, {}, answers=_answers(data["subject"]))

    def post(self) -> Response | str | tuple[str, int]:
        """Show answers that may do; else send the question."""
        form = tk.request.form
        data = {name: form.get(name, "") for name in (*_ABOUT, *_WRITTEN)}
        if form.get("website"):
            log.info("a question was dropped: it filled the field that nobody sees")
            return tk.render("territory/question/sent.html", {"reference": ""})
        found = _answers(f"{data['subject']} {data['body']}"[:1000])
        if found and form.get("sure") != "true":
            return _form(data, {}, answers=found, offered=True)
        return self._send(data)

    @staticmethod
    def _send(data: dict[str, str]) -> Response | str | tuple[str, int]:
        try:
            asked = tk.get_action("territory_question_create")({}, dict(data))
        except tk.ValidationError as error:
            if "limit" not in error.error_dict:
                return _form(data, error.error_dict, offered=True)
            refusals.note(network())
            return _form(data, error.error_dict, offered=True), 429
        if asked["status"] == "unconfirmed":
            return tk.render("territory/question/sent.html", asked)
        tk.h.flash_success(
            tk._("Your question is recorded under the reference {reference}.").format(
                reference=asked["reference"]
            )
        )
        return tk.redirect_to("territory_question.follow", token=asked["token"])


@territory_question.route("/questions/suivi/<token>")
def follow(token: str) -> Response:
    """Show a question to its asker."""
    return _private(token, {}, {})


@territory_question.route("/questions/suivi/<token>", methods=["POST"])
def reply(token: str) -> Response:
    """Add what the asker writes."""
    data = {"token": token, "body": tk.request.form.get("body", "")}
    try:
        tk.get_action("territory_question_reply")({}, dict(data))
    except tk.ValidationError as error:
        return _private(token, data, error.error_dict)
    tk.h.flash_success(tk._("Your message is sent."))
    return tk.redirect_to("territory_question.follow", token=token)


@territory_question.route("/questions/suivi/<token>/confirmer", methods=["POST"])
def confirm(token: str) -> Response:
    """Send a question that waited for its confirmation."""
    tk.get_action("territory_question_confirm")({}, {"token": token})
    tk.h.flash_success(tk._("Your question is sent."))
    return tk.redirect_to("territory_question.follow", token=token)


@territory_question.route("/questions/suivi/<token>/clore", methods=["POST"])
def withdraw(token: str) -> Response:
    """Close a question that is settled."""
    tk.get_action("territory_question_withdraw")({}, {"token": token})
    tk.h.flash_success(tk._("Your question is closed."))
    return tk.redirect_to("territory_question.follow", token=token)


def _private(
    token: str, data: Mapping[str, Any], errors: Mapping[str, Any]
) -> Response:
    """Return the page of a private link, which is kept nowhere and told to nobody."""
    question = tk.get_action("territory_question_follow")({}, {"token": token})
    text = field(data, errors, "body", tk._("Your message"), rows=6, required=True)
    page = tk.render(
        "territory/question/follow.html",
        {
            "question": question,
            "token": token,
            "field": text,
            "summary": summary([text], errors),
        },
    )
    answer = unstored(make_response(page))
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _answers(sentence: str) -> list[dict[str, Any]]:
    if not sentence.strip():
        return []
    return tk.get_action("territory_answer_list")(
        {}, {"q": sentence, "limit": _ANSWERS}
    )


def _form(
    data: Mapping[str, Any],
    errors: Mapping[str, Any],
    *,
    answers: list[dict[str, Any]] | None = None,
    offered: bool = False,
) -> str:
    """Render the form; ``offered`` says that answers were shown before."""
    agent = is_agent(tk.current_user)
    fields = [
        field(data, errors, "subject", tk._("Subject"), required=True),
        field(data, errors, "body", tk._("Your question"), rows=8, required=True),
    ]
    if not agent:
        hint = tk._("For the answer only. It is erased a year after the question.")
        fields += [
            field(data, errors, "email", tk._("Your mail"), hint=hint, required=True),
            field(data, errors, "name", tk._("Your name"), hint=tk._("If you wish.")),
        ]
    challenge = data.get("challenge")
    if not challenge or "challenge" in errors:
        found = tk.get_action("territory_question_challenge")({}, {})
        challenge = found["challenge"]
    return tk.render(
        "territory/question/ask.html",
        {
            "fields": fields,
            "summary": summary(fields, errors),
            "about": _about(data),
            "hidden": {name: data.get(name) or "" for name in _ABOUT},
            "challenge": challenge,
            "answers": answers or [],
            "sure": offered,
            "is_agent": agent,
        },
    )


def _about(data: Mapping[str, Any]) -> list[str]:
    """Return what the question is about, in words; raises tk.ObjectNotFound."""
    words: list[str] = []
    if data.get("dataset_id"):
        found = tk.get_action("package_show")({}, {"id": data["dataset_id"]})
        words.append(tk.h.get_translated(found, "title"))
    if data.get("indicator_id"):
        text = tk._("indicator {code}")
        words.append(text.format(code=data["indicator_id"]))
    if data.get("theme"):
        words.append(tk.h.territory_theme_label(data["theme"]))
    if data.get("referent_id"):
        shown = {"id": data["referent_id"], "dataset_id": data.get("dataset_id")}
        person = tk.get_action("territory_referent_show")({}, shown)
        words.append(
            tk._("{function} ({service})").format(
                function=person["function"], service=person["service"]
            )
        )
    if data.get("service_id"):
        found = tk.get_action("territory_service_show")({}, {"id": data["service_id"]})
        words.append(found["name"])
    return words


territory_question.add_url_rule("/questions/nouvelle", view_func=Ask.as_view("ask"))
