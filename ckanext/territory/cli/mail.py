"""Commands on mails: ``ckan territory mail …``."""

from __future__ import annotations

import click

from ckanext.territory.cli.calls import call

__all__ = ["mail"]


@click.group(short_help="Mails that wait or were given up")
def mail() -> None:
    """Look after the mails of questions."""


@mail.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """Print the mails that wait or were given up: id, state, kind, tries, error."""
    for row in call(ctx, "territory_mail_list", {}):
        click.echo(
            f"{row['id']}\t{row['state']}\t{row['kind']}\t{row['attempts']}\t"
            f"{row['error'] or '-'}"
        )


@mail.command()
@click.pass_context
def send(ctx: click.Context) -> None:
    """Send what is due now, in this process; print how many mails still wait."""
    click.echo(str(len(call(ctx, "territory_mail_run", {}))))


@mail.command()
@click.argument("mail_id", required=False)
@click.option("--all", "every", is_flag=True, help="Every mail that was given up.")
@click.pass_context
def retry(ctx: click.Context, mail_id: str | None, *, every: bool) -> None:
    """Let the mail MAIL_ID, or all that were given up, be tried again."""
    if bool(mail_id) is every:
        raise click.UsageError("Give the id of a mail, or --all.")
    click.echo(str(call(ctx, "territory_mail_retry", {"id": mail_id})["count"]))
