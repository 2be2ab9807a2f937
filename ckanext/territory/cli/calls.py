"""How commands call actions: as the portal's own user, with errors for people."""

from __future__ import annotations

from typing import Any

import click

from ckan.plugins import toolkit as tk


def call(ctx: click.Context, action: str, data: dict[str, Any]) -> Any:  # noqa: ANN401 - what the action answers
    """Return the answer of an action; end the command with code 1 if it refuses.

    The rest of the command speaks the default language of the portal.
    """
    ctx.with_resource(ctx.meta["flask_app"].test_request_context())
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    try:
        return tk.get_action(action)({"user": user["name"]}, data)
    except tk.ValidationError as error:
        for messages in error.error_dict.values():
            _shout(messages)
        raise click.Abort from error
    except (tk.NotAuthorized, tk.ObjectNotFound) as error:
        tk.error_shout(str(error) or action)
        raise click.Abort from error


def _shout(messages: object) -> None:
    """Print what is refused, each sentence on its line."""
    if isinstance(messages, str):
        tk.error_shout(messages)
    elif isinstance(messages, dict):
        for each in messages.values():
            _shout(each)
    elif isinstance(messages, (list, tuple)):
        for each in messages:
            _shout(each)
