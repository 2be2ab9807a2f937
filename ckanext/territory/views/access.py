"""Pages of hidden datasets answer like those of datasets that do not exist."""

from __future__ import annotations

from flask import Blueprint

from ckan.plugins import toolkit as tk

territory_access = Blueprint("territory_access", __name__)

# The page that asks ``package_show`` itself and says so in better words.
OWN_ANSWER = ("read",)


@territory_access.before_app_request
def hide_dataset_pages() -> None:
    """Answer 404 on a page below a dataset that the reader may not read.

    Some of CKAN's pages check the right to edit first, and answer 403 for a hidden
    dataset where they answer 404 for a missing one.
    """
    values = tk.request.view_args or {}
    # Only the blueprints of dataset types give a default ``package_type``.
    if "package_type" not in values or not values.get("id"):
        return
    endpoint = str(tk.request.endpoint)
    if endpoint.rpartition(".")[2] in OWN_ANSWER and "_resource" not in endpoint:
        return
    try:
        tk.check_access("package_show", {}, {"id": values["id"]})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        tk.abort(404, tk._("Dataset not found"))
