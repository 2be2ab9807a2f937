"""Partner catalogues: the list, one partner, its runs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from ckan.plugins import toolkit as tk

from ckanext.territory.run_words import outcome_words, status_word
from ckanext.territory.views.refusal import refusal
from ckanext.territory.views.source_form import (
    Add,
    Cancel,
    Delete,
    Preview,
    Start,
    Themes,
)

territory_source = Blueprint("territory_source", __name__, url_prefix="/partenaires")

PILLS = {
    "done": "t-good",
    "done_with_errors": "t-warn",
    "failed": "t-bad",
    "cancelled": "t-warn",
}


@territory_source.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404, for what is absent and what was removed alike."""
    return refusal(404, tk._("There is no such partner catalogue."))


@territory_source.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 403, and offer anonymous readers to log in."""
    text = tk._("Only administrators of an organization may do this.")
    return refusal(403, text, login=tk.current_user.is_anonymous)


@territory_source.route("")
def index() -> str:
    """Show the partner catalogues as sentences."""
    sources = tk.get_action("territory_source_list")({}, {})
    return tk.render(
        "territory/source/index.html",
        {"rows": [{"source": each, "run": _run(each["last_run"])} for each in sources]},
    )


@territory_source.route("/<source_id>")
def read(source_id: str) -> str:
    """Show one partner: what it brings, its runs."""
    source = tk.get_action("territory_source_show")({}, {"id": source_id})
    runs = tk.get_action("territory_run_list")({}, {"source_id": source_id})
    terms = [key.partition(":")[2] for key in source["theme_keys"]]
    return tk.render(
        "territory/source/read.html",
        {"source": source, "terms": terms, "runs": [_run(each) for each in runs]},
    )


@territory_source.route("/<source_id>/moissonnages/<run_id>")
def run(source_id: str, run_id: str) -> str:
    """Show the progress or the report of a run; only that part to htmx."""
    found = tk.get_action("territory_run_show")({}, {"id": run_id})
    if found["source_id"] != source_id:
        raise tk.ObjectNotFound
    if tk.request.htmx:  # pyright: ignore[reportAttributeAccessIssue] - CKAN's own request
        return tk.render("territory/source/state.html", {"run": _run(found)})
    source = tk.get_action("territory_source_show")({}, {"id": source_id})
    return tk.render(
        "territory/source/run.html", {"source": source, "run": _run(found)}
    )


def _run(run: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a run with the words and figures that its templates show."""
    if run is None:
        return None
    done, total = run["done"], run["total"]
    return {
        **run,
        "status_word": status_word(run["status"]),
        "pill": PILLS.get(run["status"], ""),
        "words": outcome_words(run["counts"]),
        "percent": round(100 * done / total) if total else 0,
        "elapsed": f"{run['seconds'] // 60} min {run['seconds'] % 60:02} s",
    }


territory_source.add_url_rule("/ajouter", view_func=Add.as_view("add"))
territory_source.add_url_rule("/<source_id>/themes", view_func=Themes.as_view("themes"))
territory_source.add_url_rule(
    "/<source_id>/apercu", view_func=Preview.as_view("preview")
)
territory_source.add_url_rule(
    "/<source_id>/moissonner", view_func=Start.as_view("start")
)
territory_source.add_url_rule(
    "/<source_id>/retirer", view_func=Delete.as_view("delete")
)
territory_source.add_url_rule(
    "/<source_id>/moissonnages/<run_id>/arreter", view_func=Cancel.as_view("cancel")
)
