"""What refusals and warnings say to people, in their language."""

from __future__ import annotations

from collections.abc import Mapping

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.errors import Notice, TerritoryError
from ckanext.territory.messages import budget, harvest, referent, remote

MESSAGES: dict[str, str] = {
    **budget.MESSAGES,
    **harvest.MESSAGES,
    **referent.MESSAGES,
    **remote.MESSAGES,
}


def describe(code: str, context: Mapping[str, object]) -> str:
    """Return the translated sentence of a code, filled with its facts."""
    return tk._(MESSAGES[code]).format(**context)


def describe_error(error: TerritoryError | Notice) -> str:
    """Return the translated sentence of a refusal or a warning."""
    return describe(error.code, error.context)
