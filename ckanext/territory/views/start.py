"""The ways to begin a publication, and what was begun: ``/publier``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.views import start_file, start_page
from ckanext.territory.views.refusal import refusal

territory_start = Blueprint("territory_start", __name__, url_prefix="/publier")


@territory_start.errorhandler(tk.ObjectNotFound)
@territory_start.errorhandler(tk.NotAuthorized)
def hide(error: Exception) -> tuple[str, int]:
    """Answer the same for what is absent and what is forbidden."""
    return refusal(404, tk._("There is nothing here."))


class Index(MethodView):
    """The page of all the ways."""

    def get(self) -> str:
        """Show the ways, to who may publish somewhere."""
        asked = tk.request.args
        data = {"owner_org": asked.get("organization", ""), "q": asked.get("q", "")}
        return start_page.page(data, {})


class Send(MethodView):
    """Takes the file from which a publication starts."""

    def get(self) -> Response:
        """Lead back to the form, for who reloads a refusal."""
        return tk.redirect_to("territory_start.index")

    def post(self) -> Response | str:
        """Read the file and go on to what it proposes, or show what is wrong."""
        data = {"owner_org": tk.request.form.get("owner_org", ""), "q": ""}
        upload = tk.request.files.get("upload") or ""
        try:
            made = tk.get_action("territory_start_create")(
                {}, {"owner_org": data["owner_org"], "upload": upload}
            )
        except tk.ValidationError as error:
            return start_page.page(data, error.error_dict)
        return tk.redirect_to("territory_start.read", id=made["id"])


@territory_start.route("/copier", methods=["POST"])
def copy() -> Response:
    """Make the draft of a dataset's next edition and go on in the form."""
    form = tk.request.form
    try:
        made = tk.get_action("territory_dataset_copy")(
            {}, {"id": form.get("id", ""), "owner_org": form.get("owner_org", "")}
        )
    except tk.ValidationError as error:
        return _told(error)
    return start_file.go_on(made)


@territory_start.route("/modeles/<id>", methods=["POST"])
def template(id: str) -> Response:
    """Make a draft of a template and go on in the form."""
    try:
        made = tk.get_action("territory_dataset_template_run")(
            {}, {"id": id, "title": tk.request.form.get("title", "")}
        )
    except tk.ValidationError as error:
        return _told(error)
    return start_file.go_on(made)


@territory_start.route("/modeles/<id>/retirer", methods=["POST"])
def remove_template(id: str) -> Response:
    """Remove a template."""
    tk.get_action("territory_dataset_template_delete")({}, {"id": id})
    tk.h.flash_success(tk._("The template is removed."))
    return tk.redirect_to("territory_start.index")


class NewTemplate(MethodView):
    """Keeps what a dataset has in common with the others of its service."""

    def get(self) -> str:
        """Ask for the name of the template."""
        return self._page(tk.request.args.get("id", ""), "", {})

    def post(self) -> Response | str:
        """Keep the template, or show what is wrong."""
        form = tk.request.form
        dataset_id, title = form.get("id", ""), form.get("title", "")
        try:
            tk.get_action("territory_dataset_template_create")(
                {}, {"dataset_id": dataset_id, "title": title}
            )
        except tk.ValidationError as error:
            return self._page(dataset_id, title, error.error_dict)
        tk.h.flash_success(tk._("The template is kept: the service finds it here."))
        return tk.redirect_to("territory_start.index")

    def _page(self, dataset_id: str, title: str, errors: Mapping[str, Any]) -> str:
        tk.check_access(
            "territory_dataset_template_create", {}, {"dataset_id": dataset_id}
        )
        dataset = tk.get_action("package_show")({}, {"id": dataset_id})
        return tk.render(
            "territory/start/template.html",
            {"dataset": dataset, "title": title, "errors": errors},
        )


@territory_start.route("/brouillons/supprimer", methods=["POST"])
def remove_draft() -> Response:
    """Delete a draft: of the form, never sent, or a dataset in state draft."""
    draft_id = tk.request.form.get("id", "")
    if draft_id.startswith("new:"):
        tk.get_action("territory_form_copy_delete")({}, {"id": draft_id})
    else:
        found = tk.get_action("package_show")({}, {"id": draft_id})
        if found["state"] != "draft":
            raise tk.ObjectNotFound
        tk.get_action("package_delete")({}, {"id": found["id"]})
    tk.h.flash_success(tk._("The draft is deleted."))
    return tk.redirect_to("territory_start.index")


def _told(error: tk.ValidationError) -> Response:
    """Say what is refused on the page of the ways."""
    for sentence in error.error_summary.values():
        tk.h.flash_error(sentence)
    return tk.redirect_to("territory_start.index")


territory_start.add_url_rule("", view_func=Index.as_view("index"))
territory_start.add_url_rule("/fichier", view_func=Send.as_view("send"))
territory_start.add_url_rule(
    "/modeles/nouveau", view_func=NewTemplate.as_view("new_template")
)
start_file.add_rules(territory_start)
