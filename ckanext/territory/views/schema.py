"""The schemas in force: the types, and the fields of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.csv_safe import write_csv
from ckanext.territory.views.refusal import refusal

territory_schema = Blueprint("territory_schema", __name__)


@territory_schema.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404."""
    return refusal(404, tk._("There is no such dataset type."))


@territory_schema.route("/schemas")
def index() -> str:
    """Show the types of datasets."""
    types = tk.get_action("territory_schema_list")({}, {})
    return tk.render("territory/schema/index.html", {"types": types})


@territory_schema.route("/schemas/<name>")
def read(name: str) -> str:
    """Show the fields of a type."""
    shown = tk.get_action("territory_schema_show")({}, {"type": name})
    tables = (
        {"title": tk._("The dataset"), "fields": _named(shown["fields"])},
        {
            "title": tk._("Each of its files"),
            "fields": _named(shown["resource_fields"]),
        },
    )
    return tk.render("territory/schema/read.html", {"type": shown, "tables": tables})


@territory_schema.route("/schemas/<name>.csv")
def table(name: str) -> Response:
    """Send the fields of a type as CSV."""
    shown = tk.get_action("territory_schema_show")({}, {"type": name})
    head = [
        tk._("Place"),
        tk._("Field"),
        tk._("Label"),
        tk._("Meaning"),
        tk._("Needed"),
        tk._("Choices"),
        "DCAT",
        tk._("Seen by"),
    ]
    rows = [
        *_rows(shown["fields"], tk._("The dataset")),
        *_rows(shown["resource_fields"], tk._("Each of its files")),
    ]
    response = Response(write_csv([head, *rows]), mimetype="text/csv")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{shown["type"]}.csv"'
    )
    return response


def _named(fields: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the fields with their needs and their readers in words."""
    needs = {
        "required": tk._("Required"),
        "conditional": tk._("Required when it matters"),
        "optional": tk._("Optional"),
        "derived": tk._("Filled in by the portal"),
    }
    readers = {
        "public": tk._("Whoever sees the dataset"),
        "internal": tk._("Those who may change it"),
    }
    return [
        {
            **field,
            "need_label": needs[field["need"]],
            "reader": readers[field["audience"]],
        }
        for field in fields
    ]


def _rows(fields: list[Mapping[str, Any]], place: str) -> Iterator[list[str]]:
    for field in _named(fields):
        yield [
            place,
            field["name"],
            field["label"],
            field["help"],
            field["need_label"],
            " | ".join(field["choices"]),
            field["dcat"],
            field["reader"],
        ]
        for part in _rows(field["parts"], place):
            yield [part[0], f"{field['name']}/{part[1]}", *part[2:]]
