"""Answering: the list of an agent, a thread, what is published of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from ckan.lib.pagination import Page  # the toolkit has no name for it
from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.views.question import not_authorized, not_found
from ckanext.territory.views.referent_fields import field, people, summary
from ckanext.territory.views.refusal import refusal

territory_question_work = Blueprint("territory_question_work", __name__)
territory_question_work.register_error_handler(tk.ObjectNotFound, not_found)
territory_question_work.register_error_handler(tk.NotAuthorized, not_authorized)

_PUBLIC = frozenset({"territory_question_work.answers"})


@territory_question_work.before_request
def ask_to_log_in() -> tuple[str, int] | None:
    """Offer whoever is not known to log in: links of mails lead here.

    Before anything is looked up: what exists and what does not look the same.
    """
    if tk.request.endpoint in _PUBLIC or tk.current_user.is_authenticated:
        return None
    text = tk._("Log in to see the questions that you answer for.")
    return refusal(403, text, login=True)


PAGE = 20
_STEPS: Mapping[str, tuple[str, str]] = {
    "repondre": ("territory_question_answer", "body"),
    "noter": ("territory_question_note", "body"),
    "transmettre": ("territory_question_redirect", "body"),
    "clore": ("territory_question_close", ""),
    "bloquer": ("territory_question_block", "reason"),
    "publier": ("territory_answer_create", ""),
}


@territory_question_work.route("/questions")
def index() -> str:
    """Show the questions that the reader answers for, those due first."""
    status = tk.request.args.get("etat", "open")
    page = max(1, tk.h.get_page_number(tk.request.args))
    found = tk.get_action("territory_question_list")(
        {}, {"status": status, "offset": (page - 1) * PAGE, "limit": PAGE}
    )
    can_review = tk.h.check_access("territory_answer_review")
    return tk.render(
        "territory/question/index.html",
        {
            "questions": found["results"],
            "status": status,
            "stats": tk.get_action("territory_question_stats")({}, {}),
            "waiting": tk.get_action("territory_answer_review")({}, {})
            if can_review
            else [],
            "can_review": can_review,
            "page": Page(
                collection=found["results"],
                page=page,
                url=lambda page: tk.url_for(
                    "territory_question_work.index", etat=status, page=page
                ),
                item_count=found["count"],
                items_per_page=PAGE,
                presliced_list=True,
            ),
        },
    )


@territory_question_work.route("/questions/reponses")
def answers() -> str:
    """Show what was answered in public."""
    rows = tk.get_action("territory_answer_list")(
        {},
        {
            "q": tk.request.args.get("q", ""),
            "theme": tk.request.args.get("theme", ""),
            "limit": 50,
        },
    )
    return tk.render(
        "territory/question/answers.html",
        {
            "answers": rows,
            "q": tk.request.args.get("q", ""),
            "can_review": tk.h.check_access("territory_answer_decide"),
        },
    )


@territory_question_work.route("/questions/reponses/<answer_id>", methods=["POST"])
def decide(answer_id: str) -> Response:
    """Publish, refuse or withdraw an answer."""
    form = tk.request.form
    data = {
        "id": answer_id,
        "decision": form.get("decision", ""),
        "reason": form.get("reason", ""),
    }
    try:
        tk.get_action("territory_answer_decide")({}, data)
    except tk.ValidationError as error:
        for message in error.error_summary.values():
            tk.h.flash_error(message)
    else:
        tk.h.flash_success(tk._("The changes are saved."))
    if data["decision"] == "withdraw":
        return tk.redirect_to("territory_question_work.answers")
    return tk.redirect_to("territory_question_work.index")


@territory_question_work.route("/questions/<question_id>")
def read(question_id: str) -> str:
    """Show a thread with what may be done."""
    return _read(question_id, {}, {}, "")


@territory_question_work.route("/questions/<question_id>/<step>", methods=["POST"])
def act(question_id: str, step: str) -> Response | str:
    """Do a step of the work, or show what is wrong with it."""
    if step not in _STEPS:
        raise tk.ObjectNotFound
    action, _text = _STEPS[step]
    names = ("body", "reason", "referent_id", "service_id", "question", "answer")
    data = {name: tk.request.form[name] for name in names if name in tk.request.form}
    if data.get("referent_id", "").startswith("service:"):
        data["service_id"] = data.pop("referent_id").removeprefix("service:")
    data["id"] = question_id
    try:
        tk.get_action(action)({}, dict(data))
    except tk.ValidationError as error:
        return _read(question_id, data, error.error_dict, step)
    tk.h.flash_success(_done(step))
    if step == "transmettre":
        return tk.redirect_to("territory_question_work.index")
    return tk.redirect_to("territory_question_work.read", question_id=question_id)


def _read(
    question_id: str, data: Mapping[str, Any], errors: Mapping[str, Any], step: str
) -> str:
    question = tk.get_action("territory_question_show")({}, {"id": question_id})
    given = {step: data}
    wrong = {step: errors}

    def own(name: str, of: str, label: str, **parts: Any) -> dict[str, Any]:  # noqa: ANN401
        key = f"{of}-{name}"
        return field(given.get(of, {}), wrong.get(of, {}), name, label, id=key, **parts)

    said = [one["body"] for one in question["events"] if one["kind"] == "answer"]
    draft = {
        "question": _last(question, "message"),
        "answer": said[-1] if said else "",
    }
    if step != "publier":
        given["publier"] = draft
    forms = {
        "repondre": [own("body", "repondre", tk._("Your answer"), rows=8)],
        "noter": [own("body", "noter", tk._("Note for colleagues"), rows=3)],
        "transmettre": [
            own("referent_id", "transmettre", tk._("Pass on to"), choices=_people()),
            own("body", "transmettre", tk._("A word for them"), rows=3),
        ],
        "bloquer": [own("reason", "bloquer", tk._("Reason"))],
        "publier": [
            own("question", "publier", tk._("The question, for everybody"), rows=4),
            own("answer", "publier", tk._("The answer, for everybody"), rows=6),
        ],
    }
    return tk.render(
        "territory/question/read.html",
        {
            "question": question,
            "forms": forms,
            "step": step,
            "summary": summary(forms.get(step, []), errors),
        },
    )


def _last(question: Mapping[str, Any], kind: str) -> str:
    """Return the first text of a kind: what was asked."""
    return next((one["body"] for one in question["events"] if one["kind"] == kind), "")


def _people() -> list[dict[str, str]]:
    nobody, *everybody = people(tk._("Choose"))
    services = tk.get_action("territory_service_list")({}, {})
    return [
        nobody,
        *({"value": f"service:{one['id']}", "label": one["name"]} for one in services),
        *everybody,
    ]


def _done(step: str) -> str:
    return {
        "repondre": tk._("Your answer is sent."),
        "noter": tk._("The note is saved."),
        "transmettre": tk._("The question is passed on."),
        "clore": tk._("The question is closed."),
        "bloquer": tk._("The sender is blocked, and the question closed."),
        "publier": tk._("The answer is proposed: somebody else publishes it."),
    }[step]
