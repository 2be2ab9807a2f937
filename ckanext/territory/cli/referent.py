"""Commands on the directory: ``ckan territory referent …``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk

from ckanext.territory.cli.calls import call
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.referent.table import to_csv
from ckanext.territory.messages import describe_error
from ckanext.territory.referents import evaluation

__all__ = ["referent"]


@click.group(short_help="The directory of referents")
def referent() -> None:
    """Look into the directory of referents, or add to it."""


@referent.command("list")
def list_() -> None:
    """Print the directory: id, service and function, separated by tabs."""
    for one in _call("territory_referent_list", {}):
        click.echo(f"{one['id']}\t{one['service']}\t{one['function']}")


@referent.command()
@click.argument("function")
@click.argument("service")
@click.option("--mailbox", default="", help="Public mailbox of the service.")
@click.option("--theme", "themes", multiple=True, help="Code of a theme; repeatable.")
@click.option("--problem", "problems", multiple=True, help="A problem handled.")
@click.option("--skill", "skills", multiple=True, help="A subject known.")
@click.option("--public/--internal", "is_public", default=True)
def add(**values: Any) -> None:  # noqa: ANN401 - options of the command
    """Add a referent by FUNCTION and SERVICE; print the id."""
    data = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }
    click.echo(_call("territory_referent_create", data)["id"])


@referent.command()
@click.argument("sentence")
@click.option("--limit", default=3, show_default=True, help="Number of answers.")
def search(sentence: str, limit: int) -> None:
    """Print who answers for a SENTENCE, with the confidence and the reasons."""
    found = _call("territory_referent_search", {"q": sentence, "limit": limit})
    if not found["answers"]:
        click.echo(tk._("Nobody for now."))
    for answer in found["answers"]:
        one = answer["referent"]
        click.echo(f"{answer['confidence']:.2f}\t{one['service']}\t{one['function']}")
        for reason in answer["reasons"]:
            words = ", ".join(reason["words"])
            click.echo(f"\t{words} -> {reason['field']}: {reason['text']}")


@referent.command("import")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def import_(ctx: click.Context, file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Bring the referents of FILE (CSV, XLSX, ODS) into the directory.

    Columns: id, function, service, site, mailbox, themes, problems, skills,
    territories, name, mail, phone, deputy, public; lists are separated by "|", and all
    columns but function and service may be missing. People are found again by id, else
    by mail. A row that is refused keeps all of them out; the command then ends with
    code 1.
    """
    with file.open("rb") as stream:
        upload = FileStorage(stream=stream, filename=file.name)
        data = {"upload": upload, "dry_run": dry_run}
        report: dict[str, Any] = call(ctx, "territory_referent_import", data)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _tell_import(report)
    if report["problem_count"]:
        raise click.Abort


@referent.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.pass_context
def export(ctx: click.Context, file: Path) -> None:
    """Write the directory to FILE, in the form that "import" reads.

    It holds names, mails and telephone numbers: keep it where only agents read.
    """
    rows = call(ctx, "territory_referent_export", {})
    file.touch(mode=0o600)
    file.write_bytes(to_csv(rows))
    click.echo(str(len(rows)))


@referent.command()
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def evaluate(ctx: click.Context, file: Path, *, as_json: bool) -> None:
    """Measure the search on FILE: a sentence, a tab and the expected referent's id.

    A first line that names its columns (sentence, expected, in any order) is a header.
    Prints the share of right persons first (top_1) and among three (top_3), the mean
    reciprocal rank (mrr), all from 0 to 1, and every miss with what was found and why.
    """
    ctx.with_resource(ctx.meta["flask_app"].test_request_context())
    try:
        found = evaluation.evaluate_file(file)
    except TerritoryError as error:
        tk.error_shout(describe_error(error))
        raise click.Abort from error
    if as_json:
        click.echo(json.dumps(evaluation.as_dict(found), ensure_ascii=False, indent=2))
        return
    click.echo(f"top_1 {found.top_1:.3f}  top_3 {found.top_3:.3f}  mrr {found.mrr:.3f}")
    for miss in found.misses:
        click.echo(f"{miss.case.sentence}\t{miss.case.expected}\t{miss.rank or '-'}")
        for match in miss.found:
            why = "; ".join(
                f"{' '.join(reason.words)} -> {reason.field}: {reason.text}"
                for reason in match.reasons[:3]
            )
            click.echo(f"\t{match.confidence:.2f}\t{match.id}\t{why}")


def _tell_import(report: dict[str, Any]) -> None:
    """Print what an import did, and every problem with its place."""
    for problem in report["problems"]:
        place = f"{problem['line']:>5}  {problem['column']}"
        click.secho(f"{place}  {problem['message']}", fg="red")
    hidden = report["problem_count"] - len(report["problems"])
    if hidden:
        click.echo(tk._("and {count} more").format(count=hidden))
    if report["problem_count"]:
        click.echo(tk._("Nothing was written: mend the file, then import it again."))
        return
    words = {
        "added": tk._("Added"),
        "changed": tk._("Changed"),
        "unchanged": tk._("Unchanged"),
    }
    for name, word in words.items():
        click.echo(f"{word}: {report[name]}")
    if report["services"]:
        click.echo(f"{tk._('New services')}: {', '.join(report['services'])}")


def _call(action: str, data: dict[str, Any]) -> Any:  # noqa: ANN401 - results of actions
    """Call an action with the rights of the machine; say what is refused."""
    try:
        return tk.get_action(action)({"ignore_auth": True}, data)
    except tk.ValidationError as error:
        for field, message in error.error_summary.items():
            tk.error_shout(f"{field}: {message}")
        raise click.Abort from error
