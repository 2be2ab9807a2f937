"""Validators: a predicate of the domain, and words for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from ckan.plugins import toolkit as tk
from ckan.types import (
    Context,
    FlattenDataDict,
    FlattenErrorDict,
    FlattenKey,
)

from ckanext.territory.domain import area
from ckanext.territory.domain.quantity import is_partial_date, parse_decimal
from ckanext.territory.domain.vocabulary import FRENCH, frequency_uri, theme_uri
from ckanext.territory.logic.access_validators import (
    territory_access_level,
    territory_access_rights,
)
from ckanext.territory.logic.referent_validators import territory_referent_exists
from ckanext.territory.logic.source_validators import territory_theme_code
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_access_level",
    "territory_access_rights",
    "territory_after_start",
    "territory_codes",
    "territory_date",
    "territory_decimal",
    "territory_decision_number",
    "territory_default_language",
    "territory_eu_themes",
    "territory_fiscal_year",
    "territory_frequency",
    "territory_referent_exists",
    "territory_required",
    "territory_siret",
    "territory_theme_code",
]

OLDEST_YEAR = 1990


def as_list(value: object) -> list[str]:
    """Return the values of a list field, given as list or as scheming stores it."""
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    if isinstance(value, list):
        return [str(item) for item in value if item]
    return [str(value)] if value and value is not tk.missing else []


def _is_waived(data: FlattenDataDict) -> bool:
    """Tell whether required fields may be empty: harvested datasets and drafts."""
    harvested = data.get(("source_id",))
    return bool(harvested and harvested is not tk.missing) or (
        data.get(("state",)) == "draft"
    )


def territory_required(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse an empty value, except in harvested datasets and drafts."""
    value = data.get(key)
    if value is not tk.missing and value not in (None, "", [], "[]"):
        return
    if _is_waived(data):
        data.pop(key, None)
        raise tk.StopOnError
    errors[key].append(tk._("This field is needed."))
    raise tk.StopOnError


def territory_date(value: str) -> str:
    """Accept YYYY, YYYY-MM or YYYY-MM-DD."""
    if not is_partial_date(str(value)):
        raise tk.Invalid(tk._("Write the date as YYYY-MM-DD, YYYY-MM or YYYY."))
    return value


def territory_after_start(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse the end of a period that precedes its start."""
    start, end = data.get((*key[:-1], "start")), data[key]
    if isinstance(start, str) and isinstance(end, str) and end[: len(start)] < start:
        errors[key].append(tk._("The end of the period precedes its start."))


def territory_siret(value: str) -> str:
    """Accept a SIRET whose check digits are right; spaces are taken out."""
    compact = "".join(str(value).split())
    if not area.is_siret(compact):
        raise tk.Invalid(
            tk._("“{value}” is not a SIRET: 14 digits are expected.").format(
                value=value
            )
        )
    return compact


def territory_decimal(value: object) -> str:
    """Accept an amount such as 1 234,56; return it with a point."""
    amount = parse_decimal(str(value))
    if amount is None:
        raise tk.Invalid(
            tk._("“{value}” is not an amount: write 1234,56.").format(value=value)
        )
    return str(amount)


def territory_fiscal_year(value: object) -> int:
    """Accept a year from 1990 to two years from now."""
    last = date.today().year + 2  # noqa: DTZ011 - a year, in the server's own time
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and OLDEST_YEAR <= int(text) <= last):
        raise tk.Invalid(
            tk._("“{value}” is not a fiscal year between {first} and {last}.").format(
                value=value, first=OLDEST_YEAR, last=last
            )
        )
    return int(text)


def territory_decision_number(value: int) -> int:
    """Accept a number from 1."""
    if int(value) < 1:
        raise tk.Invalid(tk._("The first amending decision has the number 1."))
    return value


def territory_frequency(value: str) -> str:
    """Accept a frequency by address or code; return its address."""
    address = frequency_uri(str(value))
    if address is None:
        raise tk.Invalid(
            tk._("“{value}” is not a known frequency.").format(value=value)
        )
    return address


def territory_codes(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Accept codes that fit the level of the territory; pad and upper-case them."""
    level = data.get(("territory_level",))
    check = _CODE_CHECKS.get(level) if isinstance(level, str) else None
    codes = as_list(data[key])
    if check is not None and not _is_waived(data):
        codes = [area.normalise_commune_code(code) or code for code in codes]
        for code in codes:
            if not check(code):
                errors[key].append(
                    tk._("“{code}” does not fit the chosen level.").format(code=code)
                )
    data[key] = json.dumps(codes)


_CODE_CHECKS: dict[str, Callable[[str], bool]] = {
    "commune": area.is_commune_code,
    "departement": area.is_departement_code,
    "epci": area.is_epci_siren,
    "region": area.is_region_code,
}


def territory_eu_themes(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Derive the European themes from the themes of the portal."""
    tree = theme_tree()
    themes = (tree.get(code) for code in as_list(data.get(("territory_theme",))))
    found = dict.fromkeys(theme_uri(theme.eu_theme) for theme in themes if theme)
    data[key] = json.dumps(list(found))


def territory_default_language(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Give French as the language of a dataset that names none."""
    data[key] = json.dumps(as_list(data.get(key)) or [FRENCH])
