"""Validators of values that come from a list: ours, Europe's, the law's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import (
    Context,
    FlattenDataDict,
    FlattenErrorDict,
    FlattenKey,
    Validator,
)

from ckanext.scheming.validation import scheming_validator  # not in the toolkit

from ckanext.territory.domain.legislation import with_implied
from ckanext.territory.domain.vocabulary import (
    FRENCH,
    frequency_uri,
    in_vocabulary,
    is_web_address,
    theme_uri,
)
from ckanext.territory.harvest.licenses import NOT_SPECIFIED, license_id
from ckanext.territory.logic.field_values import (
    as_list,
    as_text,
    is_harvested,
    is_waived,
)
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_authority_list",
    "territory_choices_or_urls",
    "territory_default_language",
    "territory_eu_themes",
    "territory_frequency",
    "territory_legislation",
    "territory_licence",
    "territory_personal_data",
    "territory_urls",
]


def territory_frequency(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Accept a frequency by address or code; keep its address."""
    address = frequency_uri(str(data[key]))
    if address is None:
        errors[key].append(
            tk._("“{value}” is not a known frequency.").format(value=data[key])
        )
        raise tk.StopOnError
    data[key] = address


def territory_licence(value: str) -> str:
    """Accept a licence of the portal, by its id or by another name it has."""
    known = model.Package.get_license_register()
    if value in known:
        return value
    found = license_id(value)
    if found == NOT_SPECIFIED or found not in known:
        raise tk.Invalid(
            tk._("“{value}” is not a licence of this portal.").format(value=value)
        )
    return found


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


@scheming_validator
def territory_authority_list(
    field: Mapping[str, Any], schema: Mapping[str, Any]
) -> Validator:
    """Accept addresses of the field's list, or their last word.

    Those of a partner that are not in it are left out.
    """
    known = [choice["value"] for choice in field["choices"]]

    def validator(
        key: FlattenKey,
        data: FlattenDataDict,
        errors: FlattenErrorDict,
        context: Context,
    ) -> None:
        found: list[str] = []
        for value in as_list(data[key]):
            address = in_vocabulary(value, known)
            if address is not None:
                found.append(address)
            elif not is_harvested(data):
                errors[key].append(_not_in_list(value))
        data[key] = json.dumps(list(dict.fromkeys(found)))

    return validator


@scheming_validator
def territory_choices_or_urls(
    field: Mapping[str, Any], schema: Mapping[str, Any]
) -> Validator:
    """Accept choices of the field, and addresses of definitions elsewhere."""
    known = {choice["value"] for choice in field["choices"]}

    def validator(
        key: FlattenKey,
        data: FlattenDataDict,
        errors: FlattenErrorDict,
        context: Context,
    ) -> None:
        values = list(dict.fromkeys(as_list(data[key])))
        for value in values:
            if value not in known and not is_web_address(value):
                errors[key].append(_not_in_list(value))
        data[key] = json.dumps(values)

    return validator


def territory_urls(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Accept a list of web addresses; a partner's other words are left out."""
    found: list[str] = []
    for value in as_list(data[key]):
        if is_web_address(value):
            found.append(value)
        elif not is_harvested(data):
            errors[key].append(
                tk._("“{value}” is not a web address: it starts with https://.").format(
                    value=value[:200]
                )
            )
    data[key] = json.dumps(list(dict.fromkeys(found)))


def territory_legislation(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Add the texts of the chosen categories, legal bases and frameworks."""
    texts = with_implied(
        as_list(data[key]),
        hvd=as_list(data.get(("hvd_category",))),
        chosen=[
            *as_list(data.get(("legal_basis",))),
            *as_list(data.get(("regulatory_framework",))),
        ],
    )
    data[key] = json.dumps(texts)


def territory_personal_data(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Refuse remaining personal data for everyone without a text that allows it."""
    if as_text(data[key]) != "contains" or is_waived(data):
        return
    allowed = as_list(data.get(("access_limitation",))) or as_list(
        data.get(("legal_basis",))
    )
    if as_text(data.get(("access_level",))) in {"", "public"} and not allowed:
        errors[key].append(
            tk._(
                "Personal data can be public only when a text says so: give the legal "
                "basis, or restrict who can see the dataset."
            )
        )


def _not_in_list(value: str) -> str:
    return tk._("“{value}” is not in the list.").format(value=value[:200])
