"""Pages of budgets: the form that publishes one, and the charts as files."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.views import MethodView
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.budgets.dataset import STAGES
from ckanext.territory.budgets.words import stage_label
from ckanext.territory.views.refusal import refusal

territory_budget = Blueprint("territory_budget", __name__)

FORM = "territory/budget/publish.html"


@territory_budget.errorhandler(tk.ObjectNotFound)
@territory_budget.errorhandler(tk.NotAuthorized)
def hide(error: Exception) -> tuple[str, int]:
    """Answer the same for what is absent and what is forbidden."""
    return refusal(404, tk._("There is nothing here."))


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
    if published["state"] == "draft":
        # Who publishes is said last among the warnings.
        return published["warnings"][-1]
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
