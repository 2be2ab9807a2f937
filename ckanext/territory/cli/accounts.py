"""Commands ``ckan territory accounts …``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk

from ckanext.territory.cli.calls import call

__all__ = ["accounts"]


@click.group(short_help="Charts of accounts")
def accounts() -> None:
    """Keep the charts of accounts that give budgets their labels."""


@accounts.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Import charts of accounts (planDeCompte.xml)."""
    for file in files:
        with file.open("rb") as stream:
            answer: dict[str, Any] = call(
                ctx,
                "territory_accounts_import",
                {"upload": FileStorage(stream=stream, filename=file.name)},
            )
        done = {
            "imported": tk._("{norm}-{variant} {year}: imported, {count} accounts."),
            "unchanged": tk._("{norm}-{variant} {year}: already there."),
        }[answer["status"]]
        click.echo(
            done.format(
                norm=answer["norm"],
                variant=answer["variant"],
                year=answer["year"],
                count=answer["accounts"],
            )
        )


@accounts.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List the charts of accounts of the portal."""
    found: list[dict[str, Any]] = call(ctx, "territory_accounts_list", {})
    for entry in found:
        click.echo(
            f"{entry['year']}  {entry['norm']}-{entry['variant']}  {entry['accounts']}"
        )
    if not found:
        click.echo(tk._("No chart of accounts yet: import a planDeCompte.xml."))
