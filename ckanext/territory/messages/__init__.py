"""What refusals and warnings say to people, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.errors import Notice, TerritoryError
from ckanext.territory.messages import (
    area,
    bounded,
    budget,
    catalogue,
    figures,
    harvest,
    inspection,
    quality,
    question,
    referent,
    remote,
    review,
    schema_file,
    start,
    table,
    table_schema,
    upload,
    validation,
)

MODULES: tuple[ModuleType, ...] = (
    area,
    bounded,
    budget,
    catalogue,
    figures,
    harvest,
    inspection,
    quality,
    question,
    referent,
    remote,
    review,
    schema_file,
    start,
    table,
    table_schema,
    upload,
    validation,
)
MESSAGES: dict[str, str] = {
    code: text for module in MODULES for code, text in module.MESSAGES.items()
}


def describe(code: str, context: Mapping[str, object]) -> str:
    """Return the translated sentence of a code, filled with its facts."""
    return tk._(MESSAGES[code]).format(**context)


def describe_error(error: TerritoryError | Notice) -> str:
    """Return the translated sentence of a refusal or a warning."""
    return describe(error.code, error.context)
