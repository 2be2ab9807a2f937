"""The directory as a table: a file to download, and one to bring in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response
from flask.views import MethodView

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.referent.table import COLUMNS, to_csv
from ckanext.territory.views.referent import not_authorized
from ckanext.territory.views.unstored import unstored

territory_referent_table = Blueprint("territory_referent_table", __name__)
territory_referent_table.register_error_handler(tk.NotAuthorized, not_authorized)


@territory_referent_table.route("/annuaire/annuaire.csv")
def export() -> Response:
    """Answer the whole directory, both faces, to agents."""
    rows = tk.get_action("territory_referent_export")({}, {})
    response = make_response(to_csv(rows))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="annuaire.csv"'
    return unstored(response)


class Import(MethodView):
    """The page that brings a table of referents in."""

    def get(self) -> str:
        """Show the form."""
        tk.check_access("territory_referent_import", {}, {})
        return _page({}, {})

    def post(self) -> str:
        """Try a file, or bring it in; show the report of either."""
        tk.check_access("territory_referent_import", {}, {})
        upload = tk.request.files.get("upload")
        if upload is None or not upload.filename:
            return _page({}, {"upload": [tk._("Choose a file.")]})
        tries = tk.request.form.get("save") != "import"
        try:
            report = tk.get_action("territory_referent_import")(
                {}, {"upload": upload, "dry_run": tries}
            )
        except tk.ValidationError as error:
            return _page({}, error.error_dict)
        return _page({**report, "is_tried": tries}, {})


def _page(report: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    return tk.render(
        "territory/referent/import.html",
        {"report": report, "errors": errors, "columns": ", ".join(COLUMNS)},
    )


territory_referent_table.add_url_rule(
    "/annuaire/importer", view_func=Import.as_view("bring_in")
)
