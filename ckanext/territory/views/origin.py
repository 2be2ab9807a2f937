"""A page of another site cannot act in the name of somebody who is logged in here.

CKAN lifts its own protection from a page, for the life of the process, once somebody
has called that page with an API token: it cannot be the only one.
"""

from __future__ import annotations

from flask import Blueprint

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.origin import SAFE_METHODS, is_foreign

territory_origin = Blueprint("territory_origin", __name__)


@territory_origin.before_app_request
def refuse_foreign_pages() -> None:
    """Answer 403 to an unsafe request of another site's page made with our cookie."""
    request = tk.request
    if request.method in SAFE_METHODS or not tk.current_user.is_authenticated:
        return
    if request.headers.get(tk.config["apitoken_header_name"]):
        return
    if is_foreign(
        origin=request.headers.get("Origin"),
        fetch_site=request.headers.get("Sec-Fetch-Site"),
        own=(request.host_url, tk.config["ckan.site_url"]),
    ):
        tk.abort(403, tk._("This form was sent from a page of another site."))
