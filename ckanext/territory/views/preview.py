"""Shapes of a file for its map."""

from __future__ import annotations

from flask import Blueprint, jsonify

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.views.refusal import refusal

territory_preview = Blueprint(
    "territory_preview", __name__, url_prefix="/territory/apercu"
)


@territory_preview.errorhandler(tk.ObjectNotFound)
@territory_preview.errorhandler(tk.NotAuthorized)
def hide(error: Exception) -> tuple[str, int]:
    """Answer the same for what is absent and what is forbidden."""
    return refusal(404, tk._("There is nothing here."))


@territory_preview.route("/<resource_id>.geojson")
def shapes(resource_id: str) -> Response:
    """Answer shapes of a file as GeoJSON."""
    found = tk.get_action("territory_preview_shapes")({}, {"resource_id": resource_id})
    return jsonify(found)
