"""Commands ``ckan territory source …``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from ckan.plugins import toolkit as tk

from ckanext.territory import jobs
from ckanext.territory.cli.calls import call
from ckanext.territory.cli.run import tell_run

__all__ = ["source"]

SHOWN = 20


@click.group(short_help="Partner catalogues")
def source() -> None:
    """Add partner catalogues and harvest them."""


@source.command()
@click.argument("url")
@click.option("--organization", required=True, help="Name or id of who receives it.")
@click.option("--title", help="Name shown for the partner; its host by default.")
@click.option(
    "--theme",
    "themes",
    multiple=True,
    help="Key of a theme to take, such as group:eau; may be repeated.",
)
@click.option("--default-theme", help="Local theme where the partner's is unknown.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def add(
    ctx: click.Context,
    url: str,
    themes: Sequence[str],
    *,
    as_json: bool,
    **options: str | None,
) -> None:
    """Add the partner catalogue at URL."""
    given = {
        "url": url,
        "owner_org": options["organization"],
        "title": options["title"],
        "default_theme": options["default_theme"],
        "theme_keys": list(themes),
    }
    answer = call(
        ctx,
        "territory_source_create",
        {k: v for k, v in given.items() if v is not None},
    )
    if as_json:
        _json(answer)
        return
    click.echo(
        tk._("{title} added, with the identifier {id}.").format(
            title=answer["title"], id=answer["id"]
        )
    )


@source.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def list_sources(ctx: click.Context, *, as_json: bool) -> None:
    """List the partner catalogues."""
    answer = call(ctx, "territory_source_list", {})
    if as_json:
        _json(answer)
        return
    for each in answer:
        click.echo(
            f"{each['id']}  {each['title']}  {each['url']}  {each['dataset_count']}"
        )
    if not answer:
        click.echo(tk._("There is no partner catalogue yet."))


@source.command()
@click.argument("source_id")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def themes(ctx: click.Context, source_id: str, *, as_json: bool) -> None:
    """List the themes of the partner SOURCE_ID, with their numbers of datasets."""
    answer = call(ctx, "territory_source_themes", {"id": source_id})
    if as_json:
        _json(answer)
        return
    for each in answer:
        mark = "x" if each["is_selected"] else " "
        click.echo(f"[{mark}] {each['count']:>6}  {each['key']}  {each['label']}")


@source.command()
@click.argument("source_id")
@click.option(
    "--theme",
    "themes",
    multiple=True,
    help="Key of a theme to take from now on; may be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
@click.option("--background", is_flag=True, help="Leave the work to the workers.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def run(
    ctx: click.Context,
    source_id: str,
    themes: Sequence[str],
    **flags: bool,
) -> None:
    """Harvest the partner SOURCE_ID; ends with code 1 when something failed."""
    selection = {"theme_keys": list(themes)} if themes else {}
    if flags["dry_run"]:
        found = call(ctx, "territory_source_preview", {"id": source_id, **selection})
        _json(found) if flags["as_json"] else _tell_preview(found)
        return
    if selection:
        call(ctx, "territory_source_update", {"id": source_id, **selection})
    answer = call(
        ctx,
        "territory_run_create",
        {"source_id": source_id, "enqueue": flags["background"]},
    )
    if not flags["background"]:
        _work(answer["id"])
    answer = call(ctx, "territory_run_show", {"id": answer["id"]})
    _json(answer) if flags["as_json"] else tell_run(answer)
    if answer["status"] in {"failed", "done_with_errors", "cancelled"}:
        raise click.Abort


def _work(run_id: str) -> None:
    try:
        jobs.work_off(run_id)
    except jobs.CatalogUnavailableError as error:
        tk.error_shout(
            tk._(
                "The portal's search engine or database does not answer: the run stays "
                "open, and the workers go on with it when it is back."
            )
        )
        raise click.Abort from error


def _tell_preview(found: dict[str, Any]) -> None:
    click.echo(
        tk._("{kept} of {total} datasets would come in; nothing was written.").format(
            kept=found["selected"], total=found["selected"] + found["outside"]
        )
    )
    for title, rows in ((tk._("Kept"), "kept"), (tk._("Dropped"), "dropped")):
        click.echo(f"{title} ({len(found[rows])})")
        for row in found[rows][:SHOWN]:
            click.echo(f"  {row['title']} : {row['reason']}")
        if len(found[rows]) > SHOWN:
            click.echo("  …")


def _json(answer: object) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
