"""Commands ``ckan territory schema …``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk

from ckanext.territory.cli.calls import call
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table_schema import layout_address, load_descriptor

__all__ = ["schema"]


@click.group(short_help="Table schemas that files are checked against")
def schema() -> None:
    """Load the schemas that files are checked against."""


@schema.command()
@click.argument("place", type=click.Path(exists=True, readable=True, path_type=Path))
@click.option("--address", default="", help="Where datasets cite it; of one file.")
@click.option("--dry-run", is_flag=True, help="Say what would be done.")
@click.pass_context
def load(ctx: click.Context, place: Path, address: str, dry_run: bool) -> None:
    """Load a schema.json, or a folder of schema.data.gouv.fr.

    In a folder, the files <group>/<name>/<version>/schema.json are loaded, each under
    its address on schema.data.gouv.fr; what is no Table Schema there is passed over.
    Ends with code 1 when a file is refused; the others are loaded.
    """
    if place.is_dir():
        if address:
            raise click.UsageError(tk._("--address goes with one file, not a folder."))
        _load_folder(ctx, place, dry_run)
    else:
        _load(ctx, place, address, dry_run)


def _load_folder(ctx: click.Context, folder: Path, dry_run: bool) -> None:
    found, loaded, refused = sorted(folder.rglob("schema.json")), 0, 0
    for file in found:
        address = layout_address(file.resolve())
        # ``latest`` repeats the newest version.
        if not address or not _is_table_schema(file):
            continue
        try:
            _load(ctx, file, address, dry_run)
            loaded += 1
        except click.Abort:
            tk.error_shout(str(file))
            refused += 1
    # The language is known once an action has been called.
    call(ctx, "territory_table_schema_list", {})
    click.echo(
        tk._(
            "Schemas loaded: {loaded}; refused: {refused}; passed over: {passed}."
        ).format(loaded=loaded, refused=refused, passed=len(found) - loaded - refused)
    )
    if refused or not loaded:
        if not loaded:
            tk.error_shout(
                tk._(
                    "There is no schema in {folder}. Expected: "
                    "<group>/<name>/<version>/schema.json."
                ).format(folder=folder)
            )
        raise click.Abort


def _is_table_schema(file: Path) -> bool:
    """Tell whether a file is meant as a Table Schema, even a wrong one."""
    try:
        load_descriptor(file)
    except TerritoryError as error:
        return error.code != "table_schema.not_a_schema"
    return True


def _load(ctx: click.Context, file: Path, address: str, dry_run: bool) -> None:
    with file.open("rb") as stream:
        data = {
            "upload": FileStorage(stream=stream, filename=file.name),
            "address": address,
            "dry_run": dry_run,
        }
        done: dict[str, Any] = call(ctx, "territory_table_schema_import", data)
    words = {
        "added": tk._("{name} {version}: loaded, {count} columns."),
        "updated": tk._("{name} {version}: replaced, {count} columns."),
        "unchanged": tk._("{name} {version}: already there."),
    }[done["status"]]
    said = words.format(
        name=done["name"], version=done["version"], count=done["column_count"]
    )
    click.echo(tk._("Dry run: {said}").format(said=said) if dry_run else said)


@schema.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List the schemas of the portal: name, version, title."""
    found: list[dict[str, Any]] = call(ctx, "territory_table_schema_list", {})
    for each in found:
        click.echo(f"{each['name']}  {each['version'] or '—'}  {each['title']}")


@schema.command()
@click.argument("name")
@click.option("--version", default="", help="One version; all of them otherwise.")
@click.pass_context
def remove(ctx: click.Context, name: str, version: str) -> None:
    """Remove a loaded schema, by its name or its address."""
    removed: list[dict[str, Any]] = call(
        ctx, "territory_table_schema_delete", {"name": name, "version": version}
    )
    for each in removed:
        click.echo(
            tk._("{name} {version}: removed.").format(
                name=each["name"], version=each["version"]
            )
        )
