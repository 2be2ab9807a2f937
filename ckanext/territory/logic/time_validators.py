"""Validators of dates, years, periods and durations."""

from __future__ import annotations

import datetime as dt

from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.territory.domain.moment import (
    is_duration,
    is_future,
    parse_instant,
    parse_year,
    precedes,
)
from ckanext.territory.domain.quantity import is_partial_date
from ckanext.territory.logic.field_values import as_text, is_harvested

__all__ = [
    "territory_after_start",
    "territory_date",
    "territory_duration",
    "territory_instant",
    "territory_not_future",
    "territory_year",
]


def territory_date(value: object) -> str:
    """Accept YYYY, YYYY-MM or YYYY-MM-DD."""
    text = str(value).strip()
    if not is_partial_date(text):
        raise tk.Invalid(tk._("Write the date as YYYY-MM-DD, YYYY-MM or YYYY."))
    return text


def territory_not_future(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse a date after today, except a partner's."""
    if errors[key]:
        return
    now = dt.datetime.now().astimezone()  # today, where the server is
    if is_future(as_text(data[key]), now) and not is_harvested(data):
        errors[key].append(tk._("This date is in the future."))


def territory_after_start(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse the end of a period that precedes its start."""
    start, end = data.get((*key[:-1], "start")), data[key]
    if isinstance(start, str) and isinstance(end, str) and precedes(end, start):
        errors[key].append(tk._("The end of the period precedes its start."))


def territory_instant(value: object) -> str:
    """Accept a date and time; return it in UTC."""
    instant = parse_instant(str(value))
    if instant is None:
        raise tk.Invalid(tk._("Write the date and time as 2026-03-31T14:00:00Z."))
    return instant.isoformat()


def territory_duration(value: object) -> str:
    """Accept a time step such as PT15M."""
    text = str(value).strip().upper()
    if not is_duration(text):
        raise tk.Invalid(
            tk._(
                "“{value}” is not a duration: write PT15M for 15 minutes, PT1H for an "
                "hour, P1D for a day."
            ).format(value=value)
        )
    return text


def territory_year(value: object) -> int:
    """Accept a year of four digits."""
    year = parse_year(str(value))
    if year is None:
        raise tk.Invalid(
            tk._("“{value}” is not a year of four digits.").format(value=value)
        )
    return year
