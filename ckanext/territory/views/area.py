"""Places as JSON, for the form: suggestions while somebody types."""

from __future__ import annotations

from typing import TypedDict

from flask import Blueprint, jsonify

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.area_words import detail
from ckanext.territory.domain.area import LEVELS

territory_area = Blueprint("territory_area", __name__)

LONGEST_QUESTION = 200
SUGGESTIONS = 8
CONTOURS_SECONDS = 3600


class Suggestion(TypedDict):
    """A place to choose; ``detail`` says what it is and how many people live there."""

    level: str
    code: str
    label: str
    detail: str


@territory_area.route("/territory/lieux")
def search() -> Response:
    """Answer the places that ``q`` may mean, of the ``levels`` if any are given."""
    question = " ".join(tk.request.args.get("q", "")[:LONGEST_QUESTION].split())
    asked = tk.request.args.get("levels", "").split(",")
    levels = [level for level in asked if level in LEVELS]
    found = []
    if question:
        wanted = {"q": question, "levels": levels, "limit": SUGGESTIONS}
        found = tk.get_action("territory_area_search")({}, wanted)
    answer: list[Suggestion] = [
        {
            "level": place["level"],
            "code": place["code"],
            "label": place["label"],
            "detail": detail(place),
        }
        for place in found
    ]
    return jsonify(answer)


@territory_area.route("/territory/contours.geojson")
def contours() -> Response:
    """Answer the ground of the maps: the portal's territory and its parts."""
    answer = jsonify(tk.get_action("territory_contour_list")({}, {}))
    answer.headers["Cache-Control"] = f"public, max-age={CONTOURS_SECONDS}"
    return answer
