"""Validators of amounts and units."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.territory.domain.quantity import parse_decimal
from ckanext.territory.domain.unit import LONGEST_UNIT, clean_unit
from ckanext.territory.environment.known import properties
from ckanext.territory.logic.field_values import as_list, is_waived

__all__ = [
    "territory_decimal",
    "territory_positive",
    "territory_unit",
    "territory_units",
]


def territory_decimal(value: object) -> str:
    """Accept an amount such as 1 234,56; return it with a point."""
    amount = parse_decimal(str(value))
    if amount is None:
        raise tk.Invalid(
            tk._("“{value}” is not an amount: write 1234,56.").format(value=value)
        )
    return str(amount)


def territory_positive(value: object) -> object:
    """Accept a number above zero."""
    number = parse_decimal(str(value))
    if number is not None and number <= 0:
        raise tk.Invalid(tk._("Write a number above zero."))
    return value


def territory_unit(value: object) -> str:
    """Accept a unit as people write it; its usual sign is kept."""
    unit = clean_unit(str(value))
    if unit is None:
        raise tk.Invalid(_not_a_unit(value))
    return unit


def territory_units(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Accept units; an empty list takes those of the observed properties."""
    given = as_list(data[key])
    errors[key] += [_not_a_unit(value) for value in given if not clean_unit(value)]
    if errors[key]:
        return
    found = dict.fromkeys(unit for unit in map(clean_unit, given) if unit)
    units = list(found) or _units_of(as_list(data.get(("observed_property",))))
    if not units and not is_waived(data):
        errors[key].append(tk._("Say in which unit the values are."))
    data[key] = json.dumps(units)


def _not_a_unit(value: object) -> str:
    return tk._("“{value}” is not a unit: write %, €, days, kW.h or t.").format(
        value=str(value)[:LONGEST_UNIT]
    )


def _units_of(codes: Iterable[str]) -> list[str]:
    """Return the units of observed properties, each once; unknown ones have none."""
    known = properties().known
    units = (known[code].unit for code in codes if code in known)
    return list(dict.fromkeys(unit for unit in units if unit))
