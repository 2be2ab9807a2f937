"""Charts, tables and maps of datasets as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory import charts
from ckanext.territory.dataset_charts import build
from ckanext.territory.domain.chart import ChartSpec, Table
from ckanext.territory.domain.csv_safe import neutralise
from ckanext.territory.views.refusal import refusal

territory_chart = Blueprint("territory_chart", __name__)

MIME = {
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
    "geojson": "application/geo+json",
}
READ_BY_SCRIPTS = frozenset({"json", "geojson"})


@territory_chart.errorhandler(tk.ObjectNotFound)
@territory_chart.errorhandler(tk.NotAuthorized)
def hide(error: Exception) -> tuple[str, int]:
    """Answer the same for what is absent and what is forbidden."""
    return refusal(404, tk._("There is nothing here."))


@territory_chart.route("/territory/chart/<dataset>/<kind>.<extension>")
def file(dataset: str, kind: str, extension: str) -> Response:
    """Answer a chart of a dataset as a file, to who may read the dataset."""
    if extension not in MIME:
        raise tk.ObjectNotFound
    found = tk.get_action("package_show")({}, {"id": dataset})
    made = build(found, kind, tk.request.args)
    body = None if made is None else _body(made, extension)
    if body is None:
        raise tk.ObjectNotFound
    response = Response(body, content_type=MIME[extension])
    if extension not in READ_BY_SCRIPTS:
        name = f"{found['name']}-{kind}.{extension}"
        response.headers.set("Content-Disposition", "attachment", filename=name)
    # The picture is a document of its own: nothing in it may run or load.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'"
    )
    return response


def _body(
    made: ChartSpec | Table | Mapping[str, Any], extension: str
) -> str | bytes | None:
    """Return the file, or None when there is no such form of it."""
    if isinstance(made, Mapping):
        return _geojson(made) if extension == "geojson" else None
    if extension == "csv":
        return _csv(made)
    draw = DRAWN.get(extension)
    return draw(made) if draw and isinstance(made, ChartSpec) else None


def _svg(made: ChartSpec) -> str:
    return charts.svg(made.vega_lite | {"background": "white"})


def _png(made: ChartSpec) -> bytes:
    return charts.png(made.vega_lite)


def _json(made: ChartSpec) -> str:
    drawn = {"wide": made.vega_lite, "narrow": made.narrow, "alt": made.alt}
    return json.dumps(drawn, ensure_ascii=False)


DRAWN: dict[str, Callable[[ChartSpec], str | bytes]] = {
    "svg": _svg,
    "png": _png,
    "json": _json,
}


def _geojson(made: Mapping[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False)


def _csv(made: ChartSpec | Table) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(neutralise(column.label) for column in made.columns)
    for row in made.rows:
        writer.writerow(neutralise(value) for value in row.values)
    return target.getvalue()
