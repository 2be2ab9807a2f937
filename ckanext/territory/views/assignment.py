"""The technical and business referents of a dataset."""

from __future__ import annotations

from flask import Blueprint
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.views.referent_fields import field, people
from ckanext.territory.views.refusal import refusal

territory_assignment = Blueprint("territory_assignment", __name__)

ROLES = ("technical", "business")


@territory_assignment.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404, for what is absent and what is hidden alike."""
    return refusal(404, tk._("There is no such dataset."))


@territory_assignment.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 403, and offer anonymous readers to log in."""
    text = tk._("Only those who may change the dataset name its referents.")
    return refusal(403, text, login=tk.current_user.is_anonymous)


class Roles(MethodView):
    """The form of the roles of a dataset."""

    def get(self, dataset_id: str) -> str:
        """Show who has which role."""
        dataset = tk.get_action("package_show")({}, {"id": dataset_id})
        tk.check_access("package_update", {}, {"id": dataset["id"]})
        found = tk.get_action("territory_assignment_list")(
            {}, {"kind": "dataset", "object_id": dataset["id"]}
        )
        data = {one["role"]: one["referent"]["id"] for one in found}
        choices = people(tk._("Nobody"))
        fields = [
            field(
                data,
                {},
                "technical",
                tk._("Technical referent"),
                hint=tk._("Knows the files, the software and the flows."),
                choices=choices,
            ),
            field(
                data,
                {},
                "business",
                tk._("Business referent"),
                hint=tk._("Knows what the data mean, and what they are used for."),
                choices=choices,
            ),
        ]
        return tk.render(
            "territory/referent/roles_form.html", {"dataset": dataset, "fields": fields}
        )

    def post(self, dataset_id: str) -> Response:
        """Name them, or leave a role without anybody."""
        try:
            self._save(dataset_id)
        except tk.ValidationError as error:
            tk.h.flash_error("; ".join(error.error_summary.values()))
            return tk.redirect_to("territory_assignment.roles", dataset_id=dataset_id)
        tk.h.flash_success(tk._("The changes are saved."))
        return tk.redirect_to("dataset.read", id=dataset_id)

    @staticmethod
    def _save(dataset_id: str) -> None:
        for role in ROLES:
            given = {"kind": "dataset", "object_id": dataset_id, "role": role}
            referent_id = tk.request.form.get(role, "")
            if referent_id:
                given["referent_id"] = referent_id
                tk.get_action("territory_assignment_create")({}, given)
            else:
                tk.get_action("territory_assignment_delete")({}, given)


territory_assignment.add_url_rule(
    "/annuaire/roles/<dataset_id>", view_func=Roles.as_view("roles")
)
