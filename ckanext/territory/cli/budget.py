"""Commands ``ckan territory budget …``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk

from ckanext.territory.cli.calls import call
from ckanext.territory.domain.budget.words import SCDL_STAGE

__all__ = ["budget"]


@click.group(short_help="Publish budgets")
def budget() -> None:
    """Publish budgets from their files."""


@budget.command()
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option("--organization", required=True, help="Name or id of the publisher.")
@click.option(
    "--stage",
    type=click.Choice(list(SCDL_STAGE)),
    help="Stage of the budget, when the file does not say it well.",
)
@click.option(
    "--decision-number", type=int, help="Number of the amending decision (SCDL)."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def publish(
    ctx: click.Context, file: Path, *, as_json: bool, **options: str | int | None
) -> None:
    """Publish the budget in FILE (TOTEM XML or SCDL CSV) as a dataset."""
    with file.open("rb") as stream:
        answer: dict[str, Any] = call(
            ctx,
            "territory_budget_publish",
            {
                "owner_org": options["organization"],
                "upload": FileStorage(stream=stream, filename=file.name),
                "stage": options["stage"],
                "decision_number": options["decision_number"],
            },
        )
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    _tell(answer)


def _tell(answer: dict[str, Any]) -> None:
    done = {
        "created": tk._("Published: {url}"),
        "updated": tk._("Updated: {url}"),
        "unchanged": tk._("Already published, nothing to change: {url}"),
    }
    click.echo(done[answer["status"]].format(url=answer["dataset"]["url"]))
    for name, label in (
        ("operating_expenditure", tk._("Operating expenditure")),
        ("operating_revenue", tk._("Operating revenue")),
        ("investment_expenditure", tk._("Investment expenditure")),
        ("investment_revenue", tk._("Investment revenue")),
        ("unknown_section", tk._("Amounts of undecided section")),
    ):
        click.echo(f"  {label}: {answer[name]} €")
    for warning in answer["warnings"]:
        click.secho(f"  ⚠ {warning}", fg="yellow")
