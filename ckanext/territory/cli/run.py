"""Commands ``ckan territory run …``."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

import click
from redis.exceptions import RedisError
from sqlalchemy.exc import OperationalError

from ckan.plugins import toolkit as tk

from ckanext.territory import jobs
from ckanext.territory.cli.calls import call
from ckanext.territory.run_words import outcome_words, status_word

__all__ = ["run", "tell_run"]

log = logging.getLogger(__name__)


@click.group(short_help="Runs of harvesting")
def run() -> None:
    """See runs, and find work that a killed worker left."""


@run.command()
@click.argument("run_id")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def show(ctx: click.Context, run_id: str, *, as_json: bool) -> None:
    """Show the progress or report of the run RUN_ID."""
    answer = call(ctx, "territory_run_show", {"id": run_id})
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        tell_run(answer)


@run.command()
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    help="Seconds between sweeps; once and end without it.",
)
def sweep(every: float | None) -> None:
    """Queue what was left behind by killed workers or an emptied queue."""
    while every is not None:
        try:
            _sweep()
        except (RedisError, OperationalError):
            log.warning("A sweep had to be left out: a service is out of reach")
        time.sleep(every)
    try:
        _sweep()
    except (RedisError, OperationalError) as error:
        tk.error_shout("The queue or the database does not answer.")
        raise click.Abort from error


def _sweep() -> None:
    sent = jobs.sweep_apart()
    if sent:
        click.echo(f"{sent} jobs queued")


def tell_run(answer: dict[str, Any]) -> None:
    """Print a run: status, counts, what went wrong."""
    click.echo(f"{answer['id']}  {status_word(answer['status'])}")
    for words, count in outcome_words(answer["counts"]):
        click.echo(f"  {words} : {count}")
    if answer["error"]:
        tk.error_shout(answer["error"])
    for problem in answer["problems"]:
        click.echo(f"  ! {problem['title'] or problem['guid']} : {problem['reason']}")
