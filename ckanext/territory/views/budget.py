"""Pages of budgets: the form that publishes one, and the charts as files."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from flask import Blueprint
from flask.views import MethodView
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory import charts
from ckanext.territory.budgets import charting
from ckanext.territory.budgets.dataset import STAGES
from ckanext.territory.budgets.page import jsonable
from ckanext.territory.budgets.words import stage_label
from ckanext.territory.domain.chart import ChartSpec
from ckanext.territory.views.refusal import refusal

territory_budget = Blueprint("territory_budget", __name__)

FORM = "territory/budget/publish.html"
MIME = {
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
}


@territory_budget.errorhandler(tk.ObjectNotFound)
@territory_budget.errorhandler(tk.NotAuthorized)
def hide(error: Exception) -> tuple[str, int]:
    """Answer the same for what is absent and what is forbidden."""
    return refusal(404, tk._("There is nothing here."))


@territory_budget.route("/territory/chart/<dataset>/<kind>.<extension>")
def chart(dataset: str, kind: str, extension: str) -> Response:
    """Answer a chart of a budget as a file, to who may read the dataset."""
    parsed = charting.Kind.parse(kind)
    if parsed is None or extension not in MIME:
        raise tk.ObjectNotFound
    shown = tk.get_action("territory_budget_show")({}, {"id": dataset})
    spec = charting.build(shown, parsed)
    if spec is None:
        raise tk.ObjectNotFound
    response = Response(_body(spec, extension), content_type=MIME[extension])
    if extension != "json":
        name = f"{dataset}-{kind}.{extension}"
        response.headers.set("Content-Disposition", "attachment", filename=name)
    # The picture is a document of its own: nothing in it may run or load.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'"
    )
    return response


def _body(spec: ChartSpec, extension: str) -> str | bytes:
    if extension == "svg":
        return charts.svg(spec.vega_lite | {"background": "white"})
    if extension == "png":
        return charts.png(spec.vega_lite)
    if extension == "json":
        return json.dumps(jsonable(spec), ensure_ascii=False)
    return _csv(spec)


def _csv(spec: ChartSpec) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(column.label for column in spec.columns)
    for row in spec.rows:
        writer.writerow("" if value is None else value for value in row.values)
    return target.getvalue()


class Publish(MethodView):
    """The form that takes a budget file."""

    def get(self) -> str:
        """Show the form, to who may publish somewhere."""
        organizations = _organizations()
        asked = tk.request.args.get("organization", "")
        return _form(organizations, {"owner_org": asked}, {})

    def post(self) -> Response | str:
        """Publish the file and lead to its page, or show what is wrong."""
        organizations = _organizations()
        data = {
            "owner_org": tk.request.form.get("owner_org", ""),
            "stage": tk.request.form.get("stage", ""),
            "decision_number": tk.request.form.get("decision_number", ""),
        }
        upload = tk.request.files.get("upload") or FileStorage()
        try:
            published = tk.get_action("territory_budget_publish")(
                {}, {**data, "upload": upload}
            )
        except tk.ValidationError as error:
            return _form(organizations, data, error.error_dict)
        tk.h.flash_success(_told(published))
        return tk.redirect_to(published["dataset"]["url"])


def _told(published: dict[str, Any]) -> str:
    return {
        "created": tk._("The budget is published. Check the page and its figures."),
        "updated": tk._("The budget is updated with this file."),
        "unchanged": tk._("This file is already published: nothing has changed."),
    }[published["status"]]


def _organizations() -> list[dict[str, Any]]:
    """Return where the user may publish; raise NotAuthorized when nowhere."""
    found = tk.get_action("organization_list_for_user")(
        {}, {"permission": "create_dataset"}
    )
    if not found:
        raise tk.NotAuthorized
    return [
        {"value": organization["id"], "text": organization["title"]}
        for organization in sorted(found, key=lambda each: each["title"] or "")
    ]


def _form(
    organizations: list[dict[str, Any]],
    data: dict[str, str],
    errors: dict[str, Any],
) -> str:
    return tk.render(
        FORM,
        {
            "organizations": organizations,
            "stages": [{"value": "", "text": tk._("As the file says")}]
            + [{"value": stage, "text": stage_label(stage)} for stage in STAGES],
            "data": data,
            "errors": errors,
        },
    )


territory_budget.add_url_rule("/budget/publier", view_func=Publish.as_view("publish"))
