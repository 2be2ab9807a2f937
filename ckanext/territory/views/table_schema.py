"""Table schemas at stable addresses: pages for people, JSON for machines."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.domain.csv_safe import write_csv
from ckanext.territory.views.refusal import refusal

territory_table_schema = Blueprint(
    "territory_table_schema", __name__, url_prefix="/territory/schemas/tables"
)


@territory_table_schema.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404."""
    return refusal(404, tk._("There is no such table schema."))


@territory_table_schema.route("")
def index() -> str:
    """Show the schemas that files are checked against."""
    found = tk.get_action("territory_table_schema_list")({}, {})
    newest = {each["name"]: each for each in reversed(found)}
    schemas = list(reversed(newest.values()))
    return tk.render(
        "territory/table_schema/index.html",
        {
            "own": [each for each in schemas if each["is_own"]],
            "loaded": [each for each in schemas if not each["is_own"]],
        },
    )


@territory_table_schema.route("/<name>")
def read(name: str) -> str:
    """Show the columns of one of our schemas."""
    found = _own(name)
    columns = [
        {**each, "type": type_word(each["type"])} for each in found.pop("columns")
    ]
    return tk.render(
        "territory/table_schema/read.html", {"schema": found, "columns": columns}
    )


@territory_table_schema.route("/<name>/schema.json")
@territory_table_schema.route("/<name>/<version>/schema.json")
def descriptor(name: str, version: str = "latest") -> Response:
    """Answer a schema as JSON; ``latest`` and no version are the newest."""
    found = _own(name, "" if version == "latest" else version)
    body = json.dumps(found["descriptor"], ensure_ascii=False, indent=2)
    return _file(f"{body}\n".encode(), "application/json; charset=utf-8")


@territory_table_schema.route("/<name>/modele.csv")
def template(name: str) -> Response:
    """Answer a CSV file that has the header and nothing below."""
    found = _own(name)
    body = write_csv([[each["name"] for each in found["columns"]]])
    response = _file(body, "text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return response


def _file(body: bytes, content_type: str) -> Response:
    """Return a file that is not sent again to who has it."""
    response = Response(body, content_type=content_type)
    response.add_etag()
    return response.make_conditional(tk.request)  # pyright: ignore[reportArgumentType, reportReturnType] - CKAN's own request


def _own(name: str, version: str = "") -> dict[str, Any]:
    found = tk.get_action("territory_table_schema_show")(
        {}, {"name": f"territory/{name}", "version": version}
    )
    if not found["is_own"]:
        raise tk.ObjectNotFound
    return found


def type_word(type_: str) -> str:
    """Return the word for the type of a column."""
    words = {
        "boolean": tk._("yes or no"),
        "date": tk._("date"),
        "datetime": tk._("date and time"),
        "integer": tk._("whole number"),
        "number": tk._("number"),
        "string": tk._("text"),
        "year": tk._("year"),
    }
    return words.get(type_, type_)
