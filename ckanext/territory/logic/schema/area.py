"""Schemas of the actions on places."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.territory.domain.area import LEVELS

__all__ = ["area_search", "area_show", "contour_import", "contour_list"]

LONGEST_QUESTION = 200
MOST_ANSWERS = 50


def area_question(value: str) -> str:
    """Accept a text of 200 characters at most."""
    if len(value) > LONGEST_QUESTION:
        raise tk.Invalid(
            tk._("Write {most} characters at most.").format(most=LONGEST_QUESTION)
        )
    return value


def area_level(value: str) -> str:
    """Accept the code of a level of places."""
    if value not in LEVELS:
        raise tk.Invalid(
            tk._("“{level}” is not a level of places: {levels}.").format(
                level=value[:50], levels=", ".join(LEVELS)
            )
        )
    return value


def area_levels(value: object) -> list[str]:
    """Accept levels as a list, or as a text where commas separate them."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise tk.Invalid(tk._("A list of levels is expected."))
    return [area_level(str(part).strip()) for part in parts if str(part).strip()]


def area_limit(value: int) -> int:
    """Return a number of answers between 1 and 50."""
    return min(max(int(value), 1), MOST_ANSWERS)


@tk.validator_args
def area_search(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
) -> Schema:
    """Return the schema of ``territory_area_search``."""
    return {
        "q": [not_empty, unicode_safe, area_question],
        "levels": [default([]), area_levels],
        "limit": [default(10), natural_number_validator, area_limit],
    }


@tk.validator_args
def area_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_area_show``."""
    return {
        "level": [not_empty, unicode_safe, area_level],
        "code": [not_empty, unicode_safe],
    }


@tk.validator_args
def contour_import(
    not_missing: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    boolean_validator: Validator,
    ignore: Validator,
) -> Schema:
    """Return the schema of ``territory_contour_import``."""
    return {
        "upload": [not_missing],
        "level": [default("commune"), unicode_safe, area_level],
        "code_field": [default(""), unicode_safe],
        "name_field": [default(""), unicode_safe],
        "dry_run": [default(False), boolean_validator],
        "__extras": [ignore],
        "__junk": [ignore],
    }


def contour_list() -> Schema:
    """Return the schema of ``territory_contour_list``."""
    return {}
