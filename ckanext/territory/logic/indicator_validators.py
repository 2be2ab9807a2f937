"""Validators of performance indicators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.territory.domain.quantity import parse_decimal
from ckanext.territory.domain.target import (
    FARTHEST_TARGET,
    contradicts,
    is_indicator_code,
)
from ckanext.territory.logic.field_values import (
    as_list,
    as_text,
    is_empty,
    is_waived,
)
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_indicator_code",
    "territory_indicator_code_exists",
    "territory_linked_dataset_exists",
    "territory_policy_area",
    "territory_ratio",
    "territory_target_direction",
    "territory_target_year",
]


def territory_indicator_code(value: object) -> str:
    """Accept a code of 40 characters at most."""
    code = str(value).strip()
    if not is_indicator_code(code):
        raise tk.Invalid(
            tk._(
                "Write the code with letters, digits, dots, dashes and underscores, "
                "40 characters at most."
            )
        )
    return code


def territory_indicator_code_exists(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse a code that another indicator of the same producer has."""
    owner, own_id = as_text(data.get(("owner_org",))), as_text(data.get(("id",)))
    organization = model.Group.get(owner) if owner else None
    if organization is None or errors[key]:
        return
    twins = sa.select(model.Package.id).where(
        model.Package.owner_org == organization.id,
        model.Package.type == "performance",
        model.Package.state != "deleted",
        model.Package.extras["indicator_code"].astext == as_text(data[key]),
        model.Package.id != own_id,
    )
    if model.Session.scalar(sa.select(twins.exists())):
        errors[key].append(
            tk._("Another indicator of this producer has the code “{code}”.").format(
                code=data[key]
            )
        )


def territory_policy_area(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Give an empty policy the root of the first theme."""
    if not is_empty(data.get(key)):
        return
    tree = theme_tree()
    for code in as_list(data.get(("territory_theme",))):
        theme = tree.get(code)
        if theme is not None:
            above = tree.ancestors(code)
            data[key] = above[-1].code if above else theme.code
            return
    data.pop(key, None)
    raise tk.StopOnError


def territory_target_direction(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse a target that goes against the wanted direction."""
    target, start = _number(data[key]), _number(data.get(("baseline_value",)))
    direction = as_text(data.get(("direction",)))
    if target is None or start is None or not contradicts(direction, start, target):
        return
    errors[key].append(
        tk._("A rise is wanted, but the target is below the starting value.")
        if target < start
        else tk._("A fall is wanted, but the target is above the starting value.")
    )


def territory_target_year(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse a target before the starting year, or too far away."""
    if errors[key]:
        return
    year, start = int(str(data[key])), as_text(data.get(("baseline_year",)))
    if start.isdigit() and year <= int(start):
        errors[key].append(
            tk._("The year of the target does not follow that of the starting value.")
        )
    last = date.today().year + FARTHEST_TARGET  # noqa: DTZ011 - a year, in the server's own time
    if year > last:
        errors[key].append(
            tk._("The target is too far away: {last} at the latest.").format(last=last)
        )


def territory_ratio(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse a denominator without a numerator."""
    if is_empty(data.get(("numerator",))) and not is_waived(data):
        errors[key].append(tk._("A denominator needs a numerator."))


def territory_linked_dataset_exists(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Accept a dataset that the person may read, by name, id or address."""
    word = as_text(data[key]).rstrip("/").rpartition("/")[2]
    stored = context.get("package")
    if stored is not None and (stored.extras or {}).get(key[-1]) == word:
        return  # somebody who may read it has linked it
    try:
        shown = tk.get_action("package_show")(tk.fresh_context(context), {"id": word})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        errors[key].append(
            tk._("There is no dataset “{value}” on this portal.").format(value=word)
        )
        return
    data[key] = shown["id"]


def _number(value: object) -> Decimal | None:
    return parse_decimal(as_text(value))
