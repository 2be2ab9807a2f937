"""Commands ``ckan territory person …``."""

from __future__ import annotations

import click

from ckan.plugins import toolkit as tk

from ckanext.territory.cli.calls import call

__all__ = ["person"]


@click.group(short_help="Personal data of accounts")
def person() -> None:
    """Erase people who have left."""


@person.command("erase")
@click.argument("user")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def erase(ctx: click.Context, user: str, *, yes: bool) -> None:
    """Erase USER (name or id): the account, and what names the person.

    Hand over first what the person answers for. This cannot be undone.
    """
    if not yes:
        click.confirm(f"Erase {user} for good?", abort=True)
    done = call(ctx, "territory_person_erase", {"id": user})
    click.echo(
        tk._("Erased: {pseudonym} stands for the person ({count} datasets).").format(
            pseudonym=done["pseudonym"], count=done["datasets"]
        )
    )
