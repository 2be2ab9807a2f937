"""Commands on the directory: ``ckan territory referent …``."""

from __future__ import annotations

from typing import Any

import click

from ckan.plugins import toolkit as tk

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
    if not found:
        click.echo(tk._("Nobody for now."))
    for answer in found:
        one = answer["referent"]
        click.echo(f"{answer['confidence']:.2f}\t{one['service']}\t{one['function']}")
        for reason in answer["reasons"]:
            words = ", ".join(reason["words"])
            click.echo(f"\t{words} -> {reason['field']}: {reason['text']}")


def _call(action: str, data: dict[str, Any]) -> Any:  # noqa: ANN401 - results of actions
    """Call an action with the rights of the machine; say what is refused."""
    try:
        return tk.get_action(action)({"ignore_auth": True}, data)
    except tk.ValidationError as error:
        for field, message in error.error_summary.items():
            tk.error_shout(f"{field}: {message}")
        raise click.Abort from error
