"""Commands ``ckan territory doctor`` and ``ckan territory solr``."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click
from flask_babel import force_locale  # the toolkit has no way to choose a language

from ckan.plugins import toolkit as tk

from ckanext.territory.cli.calls import call
from ckanext.territory.doctor.check import count

if TYPE_CHECKING:
    from ckanext.territory.doctor.check import CheckDict, Status

__all__ = ["doctor", "solr"]

SHAPES: dict[Status, tuple[str, str]] = {
    "error": ("✖", "red"),
    "warning": ("▲", "yellow"),
    "fine": ("✔", "green"),
    "not_applicable": ("–", "white"),
}


@click.command(short_help="Examine the portal")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    help="Language of the sentences; ckan.locale_default otherwise.",
)
@click.pass_context
def doctor(ctx: click.Context, as_json: bool, lang: str | None) -> None:
    """Say what is wrong with the portal, what it means and how to mend it.

    Ends with code 1 when there is an error; warnings alone end with 0.

    JSON: {"status": worst status, "counts": {status: number}, "checks": [{"code",
    "status", "meaning", "remedy"}]}, where a status is error, warning, fine or
    not_applicable.
    """
    data = {"lang": lang} if lang else {}
    checks: list[CheckDict] = call(ctx, "territory_doctor_run", data)
    counts = count(checks)
    if as_json:
        worst = next((status for status, number in counts.items() if number), "fine")
        document = {"status": worst, "counts": counts, "checks": checks}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        with force_locale(lang) if lang else nullcontext():
            _print(checks, counts)
    if counts["error"]:
        ctx.exit(1)


def _print(checks: list[CheckDict], counts: dict[Status, int]) -> None:
    words: dict[Status, str] = {
        "error": tk._("Error"),
        "warning": tk._("Warning"),
        "fine": tk._("Fine"),
        "not_applicable": tk._("Not applicable"),
    }
    width = max(len(word) for word in words.values())
    for check in checks:
        shape, colour = SHAPES[check["status"]]
        head = f"{shape} {words[check['status']]:<{width}}"
        click.echo(f"{click.style(head, fg=colour)}  {check['meaning']}")
        if check["remedy"]:
            click.echo(f"{' ' * (width + 2)}  → {check['remedy']}")
    click.echo()
    click.echo(" · ".join(f"{words[each]} {counts[each]}" for each in words))


@click.group(short_help="The search server")
def solr() -> None:
    """Prepare the search server."""


@solr.command("add-fields")
@click.pass_context
def add_fields(ctx: click.Context) -> None:
    """Add the fields of the search by place to Solr."""
    added: list[str] = call(ctx, "territory_index_field_create", {})["added"]
    if added:
        click.echo(tk._("Added to Solr: {names}.").format(names=" ".join(added)))
        click.echo(tk._("Now run: ckan search-index rebuild"))
    else:
        click.echo(tk._("Solr has these fields already."))
