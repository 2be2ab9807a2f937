"""Commands ``ckan territory agent …``."""

from __future__ import annotations

from typing import Any

import click

from ckan.plugins import toolkit as tk

from ckanext.territory.cli.calls import call

__all__ = ["agent"]


@click.group(short_help="Agents of the authority")
def agent() -> None:
    """Say which users are agents: they read internal datasets."""


@agent.command("add")
@click.argument("user")
@click.pass_context
def add(ctx: click.Context, user: str) -> None:
    """Make USER (name or id) an agent."""
    answer: dict[str, Any] = call(
        ctx, "territory_agent_update", {"id": user, "agent": True}
    )
    click.echo(tk._("{name} is an agent.").format(name=answer["name"]))


@agent.command("remove")
@click.argument("user")
@click.pass_context
def remove(ctx: click.Context, user: str) -> None:
    """Make USER (name or id) an ordinary visitor again."""
    answer: dict[str, Any] = call(
        ctx, "territory_agent_update", {"id": user, "agent": False}
    )
    click.echo(tk._("{name} is no longer an agent.").format(name=answer["name"]))


@agent.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List the agents."""
    for found in call(ctx, "territory_agent_list", {}):
        click.echo(found["name"])
