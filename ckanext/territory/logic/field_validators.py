"""Validators of any field: needed or not, short or long, defaults."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import (
    Context,
    FlattenDataDict,
    FlattenErrorDict,
    FlattenKey,
    Validator,
)

from ckanext.scheming.validation import scheming_validator  # not in the toolkit

from ckanext.territory.domain.wording import (
    KEYWORD_LENGTHS,
    clean_keyword,
    clean_line,
    clean_text,
    is_keyword,
    shorten,
)
from ckanext.territory.forms.conditions import matters
from ckanext.territory.logic.field_values import (
    as_list,
    is_empty,
    is_harvested,
    is_waived,
    was_empty,
)

__all__ = [
    "territory_default",
    "territory_line",
    "territory_lines",
    "territory_required",
    "territory_tags",
    "territory_text",
]

LIST_LIMIT = 1000


@scheming_validator
def territory_required(
    field: Mapping[str, Any], schema: Mapping[str, Any]
) -> Validator:
    """Refuse an empty value where the field matters.

    Harvested datasets, drafts and datasets that already lacked it are let through.
    """
    when = field.get("when") or {}

    def validator(
        key: FlattenKey,
        data: FlattenDataDict,
        errors: FlattenErrorDict,
        context: Context,
    ) -> None:
        if not is_empty(data.get(key)):
            return
        beside = {name: _plain(data.get((*key[:-1], name))) for name in when}
        needed = matters(when, beside) and not is_waived(data)
        if needed and not was_empty(key, data, context):
            errors[key].append(tk._("This field is needed."))
        data.pop(key, None)
        raise tk.StopOnError

    return validator


def territory_default(value: str) -> Validator:
    """Give a value to an empty field, whoever sends it."""

    def validator(
        key: FlattenKey,
        data: FlattenDataDict,
        errors: FlattenErrorDict,
        context: Context,
    ) -> None:
        if is_empty(data.get(key)):
            data[key] = value

    return validator


def territory_line(limit: int) -> Validator:
    """Accept one line of at most ``limit`` characters; a partner's is cut there."""

    def validator(
        key: FlattenKey,
        data: FlattenDataDict,
        errors: FlattenErrorDict,
        context: Context,
    ) -> None:
        line = clean_line(str(data[key]))
        if len(line) > limit and is_harvested(data):
            line = shorten(line, limit)
        _keep(key, data, errors, line, limit)

    return validator


def territory_text(limit: int) -> Validator:
    """Accept paragraphs of at most ``limit`` characters; a partner's are left whole."""

    def validator(
        key: FlattenKey,
        data: FlattenDataDict,
        errors: FlattenErrorDict,
        context: Context,
    ) -> None:
        text = clean_text(str(data[key]))
        _keep(key, data, errors, text, len(text) if is_harvested(data) else limit)

    return validator


def territory_lines(limit: int) -> Validator:
    """Accept a list of lines of at most ``limit`` characters; duplicates are taken out.

    Comes after ``scheming_multiple_text``.
    """

    def validator(
        key: FlattenKey,
        data: FlattenDataDict,
        errors: FlattenErrorDict,
        context: Context,
    ) -> None:
        lines = dict.fromkeys(map(clean_line, as_list(data[key])))
        lines.pop("", None)
        if len(lines) > LIST_LIMIT:
            errors[key].append(
                tk._("Write {limit} lines at most.").format(limit=LIST_LIMIT)
            )
        if any(len(line) > limit for line in lines):
            errors[key].append(_too_long(limit))
        data[key] = json.dumps(list(lines))

    return validator


def territory_tags(value: object) -> str:
    """Accept keywords separated by commas, each of 3 to 96 characters."""
    words = [clean_keyword(word) for word in str(value).split(",")]
    words = [word for word in dict.fromkeys(words) if word]
    shortest, longest = KEYWORD_LENGTHS
    for word in words:
        if not is_keyword(word):
            raise tk.Invalid(
                tk._(
                    "“{word}”: a keyword has {shortest} to {longest} characters."
                ).format(
                    word=shorten(word, longest), shortest=shortest, longest=longest
                )
            )
    return ",".join(words)


def _keep(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    text: str,
    limit: int,
) -> None:
    data[key] = text
    if len(text) > limit:
        errors[key].append(_too_long(limit))
        raise tk.StopOnError


def _too_long(limit: int) -> str:
    return tk._("Write {limit} characters at most.").format(limit=limit)


def _plain(value: object) -> object:
    return "" if value is tk.missing else value
