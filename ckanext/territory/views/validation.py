"""The report of a file against its schema: page, check again, CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.domain.csv_safe import write_csv
from ckanext.territory.views.refusal import refusal

territory_validation = Blueprint(
    "territory_validation", __name__, url_prefix="/territory/controle"
)

PAGE_ROWS = 50


@territory_validation.errorhandler(tk.ObjectNotFound)
@territory_validation.errorhandler(tk.NotAuthorized)
def hide(error: Exception) -> tuple[str, int]:
    """Answer the same for what is absent and what is forbidden."""
    return refusal(404, tk._("There is nothing here."))


@territory_validation.route("/<resource_id>")
def read(resource_id: str) -> str:
    """Show what is to be corrected in a file, and how."""
    report = _report(resource_id)
    rows = report.pop("rows")
    last = max(1, -(-len(rows) // PAGE_ROWS))
    number = min(_page(), last)
    first = (number - 1) * PAGE_ROWS
    return tk.render(
        "territory/validation/read.html",
        {
            "report": report,
            "sentence": _sentence(report),
            "rows": rows[first : first + PAGE_ROWS],
            "links": tk.h.territory_page_links(number, last) if last > 1 else [],
        },
    )


@territory_validation.route("/<resource_id>", methods=["POST"])
def run(resource_id: str) -> Response:
    """Check the file again, then show its report."""
    try:
        report = tk.get_action("territory_validation_run")(
            {}, {"resource_id": resource_id}
        )
    except tk.ValidationError as error:
        for message in error.error_summary.values():
            tk.h.flash_error(message)
    else:
        if report["is_waiting"]:
            tk.h.flash_notice(
                tk._("The file is large: it is checked in the background. Come back.")
            )
        else:
            tk.h.flash_success(tk._("The file has been checked."))
    return tk.redirect_to("territory_validation.read", resource_id=resource_id)


@territory_validation.route("/<resource_id>/rapport.csv")
def table(resource_id: str) -> Response:
    """Answer the report as a table: by cell to who may edit, by column to others."""
    report = _report(resource_id)
    response = Response(
        write_csv(_lines(report)), content_type="text/csv; charset=utf-8"
    )
    response.headers.set("Content-Disposition", "attachment", filename="controle.csv")
    return response


def _report(resource_id: str) -> dict[str, Any]:
    return tk.get_action("territory_validation_show")({}, {"resource_id": resource_id})


def _page() -> int:
    text = tk.request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() else 1


def _lines(report: dict[str, Any]) -> Iterator[list[object]]:
    if report["can_edit"]:
        yield [
            *(tk._("Row"), tk._("Column"), tk._("Value")),
            *(tk._("Problem"), tk._("What to do")),
        ]
        for each in report["rows"]:
            yield [
                each["row"] or "",
                *(each[key] for key in ("column", "value", "problem", "remedy")),
            ]
        return
    yield [tk._("Column"), tk._("Problem"), tk._("Number of times")]
    for each in report["columns"]:
        yield [each["column"], each["problem"], each["count"]]


def _sentence(report: dict[str, Any]) -> str:
    """Return the report in a sentence."""
    if report["status"] == "not_run":
        return report["reason"]
    rows = tk.h.territory_number(report["row_count"])
    facts = {"rows": rows, "title": report["schema_title"]}
    if report["status"] == "valid":
        return tk._("The {rows} rows read follow the schema “{title}”.").format(**facts)
    count = report["faulty_row_count"]
    if not count:
        return tk._(
            "The columns are not those of the schema “{title}” ({rows} rows read)."
        ).format(**facts)
    return tk.ungettext(
        "{count} row out of {rows} does not follow the schema “{title}”.",
        "{count} rows out of {rows} do not follow the schema “{title}”.",
        count,
    ).format(count=tk.h.territory_number(count), **facts)
