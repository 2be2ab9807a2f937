"""Commands ``ckan territory area …`` and ``ckan territory contour …``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk

from ckanext.territory import contours
from ckanext.territory.area_words import detail
from ckanext.territory.cli.calls import call
from ckanext.territory.domain.area import LEVELS
from ckanext.territory.messages.area import ROWS

__all__ = ["area", "contour"]

SHOWN = 20
FILES = "areas.files"


@click.group(short_help="Places: communes, EPCI, quarters")
def area() -> None:
    """Look places up, and check the files that they come from."""


@area.command()
@click.argument("text")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS))
@click.option("--limit", default=10, show_default=True)
@click.pass_context
def search(ctx: click.Context, text: str, levels: tuple[str, ...], limit: int) -> None:
    """List the places that TEXT may mean, the likeliest first."""
    wanted = {"q": text, "levels": list(levels), "limit": limit}
    found: list[dict[str, Any]] = call(ctx, "territory_area_search", wanted)
    for place in found:
        click.echo(
            f"{place['level']}  {place['code']}  {place['label']}  ({detail(place)})"
        )
    if not found:
        tk.error_shout(tk._("No place has this name or this code."))
        raise click.Abort


@area.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Check the files of places; ends with code 1 when one cannot be used."""
    lines: list[dict[str, str]] = call(ctx, "territory_doctor_run", {})
    for line in lines:
        if line["code"] != FILES:
            continue
        if line["status"] != "fine":
            tk.error_shout(f"{line['meaning']} {line['remedy']}")
            raise click.Abort
        click.echo(line["meaning"])


@click.group(short_help="Contours of places")
def contour() -> None:
    """Load the contours from which datasets get their area on the map."""


@contour.command()
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option(
    "--level",
    default="commune",
    show_default=True,
    type=click.Choice(LEVELS),
    help="Level of the places, when the file has no column “level”.",
)
@click.option("--code-field", default="", help="Column of the codes.")
@click.option("--name-field", default="", help="Column of the names.")
@click.option("--dry-run", is_flag=True, help="Read and report, keep nothing.")
@click.pass_context
def load(ctx: click.Context, file: Path, **options: str | bool) -> None:
    """Load the contours of FILE (GeoJSON or GeoPackage); all or nothing."""
    with contours.progress(_tell), file.open("rb") as stream:
        given = {"upload": FileStorage(stream=stream, filename=file.name), **options}
        loaded: dict[str, Any] = call(ctx, "territory_contour_import", given)
    for problem in loaded["problems"][:SHOWN]:
        reason = ROWS[problem["problem"]]
        click.echo(
            tk._("Row {row}: {code} {problem}.").format(
                row=problem["row"], code=problem["code"] or "–", problem=tk._(reason)
            )
        )
    if loaded["left_out"] > SHOWN:
        click.echo("…")
    done = (
        tk._("{kept} contours of {rows} could be kept, {left_out} not; nothing done.")
        if loaded["dry_run"]
        else tk._("{kept} contours of {rows} kept, {left_out} left out.")
    )
    click.echo(
        done.format(
            kept=loaded["kept"], rows=loaded["rows"], left_out=loaded["left_out"]
        )
    )


def _tell(done: int, total: int) -> None:
    click.echo(f"{done} / {total}")
