"""Commands ``ckan territory dataset …``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk

from ckanext.territory.cli.calls import call

__all__ = ["dataset"]


@click.group(short_help="Datasets from a list")
def dataset() -> None:
    """Create datasets from a list."""


@dataset.command(name="import")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option("--organization", required=True, help="Name or id of the publisher.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def import_list(
    ctx: click.Context, file: Path, organization: str, *, dry_run: bool, as_json: bool
) -> None:
    """Make drafts of the datasets listed in FILE (CSV in SCDL catalogue form).

    A dataset of the same identifier or title in the organization is left as it is.
    Ends with code 1 when a row is refused.
    """
    with file.open("rb") as stream:
        answer: dict[str, Any] = call(
            ctx,
            "territory_bulk_create",
            {
                "owner_org": organization,
                "upload": FileStorage(stream=stream, filename=file.name),
            },
        )
    if not dry_run:
        order = {"id": answer["id"], "enqueue": False}
        answer = call(ctx, "territory_bulk_run", order)
    # The report is said here: nobody comes back for it.
    call(ctx, "territory_bulk_delete", {"id": answer["id"]})
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _tell(answer)
    if answer["counts"].get("refused"):
        raise click.Abort


def _tell(answer: dict[str, Any]) -> None:
    words = {
        "create": tk._("Would be created"),
        "created": tk._("Created"),
        "exists": tk._("Already there"),
        "refused": tk._("Refused"),
    }
    for outcome, word in words.items():
        if answer["counts"].get(outcome):
            click.echo(f"{word}: {answer['counts'][outcome]}")
    for row in answer["rows"]:
        for kind, colour in (("problems", "red"), ("notes", "yellow")):
            for said in row[kind]:
                place = f"{row['line']:>5}  {said['column']}"
                text = f"{place}  {said['found']}  {said['sentence']}"
                click.secho(text, fg=colour)


@dataset.command(name="read-files")
@click.argument("id", required=False)
@click.pass_context
def read_files(ctx: click.Context, id: str | None) -> None:
    """Read the uploaded files of the dataset ID again, or all of them without ID.

    After an update of the extension, their pages then show what it has learnt to
    read. Large files wait for a worker.
    """
    answer = call(ctx, "territory_upload_run", {"id": id or ""})
    click.echo(
        tk.ungettext(
            "{count} file read again.", "{count} files read again.", answer["count"]
        ).format(count=answer["count"])
    )
