"""Validators of organizations, and of what datasets take from theirs."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.territory.domain import area
from ckanext.territory.logic.area_validators import territory_codes
from ckanext.territory.logic.field_values import (
    as_list,
    as_text,
    is_empty,
    is_harvested,
    is_waived,
)

__all__ = [
    "territory_business_identifier",
    "territory_contact",
    "territory_from_organization",
    "territory_organization_code",
    "territory_siret",
]


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


def territory_business_identifier(value: str) -> str:
    """Accept a SIRET or a SIREN whose check digits are right; spaces are taken out."""
    compact = "".join(str(value).split())
    if not (area.is_siret(compact) or area.is_siren(compact)):
        raise tk.Invalid(
            tk._(
                "“{value}” is neither a SIRET (14 digits) nor a SIREN (9 digits)."
            ).format(value=value)
        )
    return compact


def territory_from_organization(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Give an empty field of a dataset what its organization says."""
    if not is_empty(data.get(key)) or is_harvested(data):
        return
    inherited = organization_defaults(as_text(data.get(("owner_org",))))
    value = inherited.get(str(key[-1]), "")
    if key[-1] == "territory_code" and not _same_level(data, inherited):
        value = ""
    if key[-1] == "territory_level" and not _same_codes(data, inherited):
        value = ""
    if value:
        data[key] = value


def territory_contact(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Give a dataset without contact the mailbox of its organization.

    Refuses a contact that nobody can write to. Runs after the other validators.
    """
    if is_harvested(data):
        return
    places = {place[1] for place in data if place[0] == "contact" and len(place) > 1}
    filled = [each for each in places if _contact_values(data, each)]
    for each in filled:
        if not _contact_values(data, each) & {"email", "url"} and not is_waived(data):
            errors.setdefault(("contact", each, "email"), []).append(
                tk._("Give a mailbox or a form to write to.")
            )
    inherited = organization_defaults(as_text(data.get(("owner_org",))))
    if not filled and "email" in inherited:
        data[("contact", 0, "name")] = inherited["title"]
        data[("contact", 0, "email")] = inherited["email"]


def territory_organization_code(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Accept a code that fits the level of the same organization."""
    territory_codes(key, data, errors, context)
    data[key] = (as_list(data[key]) or [""])[0]


def organization_defaults(id_or_name: str) -> dict[str, Any]:
    """Return what an organization gives to its datasets.

    Keys: ``title``, ``referent_id``, ``territory_level``, ``territory_code`` (a list)
    and ``email``; those that the organization does not fill are left out.
    """
    organization: Any = model.Group.get(id_or_name) if id_or_name else None
    if organization is None:
        return {}
    extras: dict[str, str] = organization.extras
    found = {
        "title": organization.display_name,
        "referent_id": extras.get("referent_id"),
        "territory_level": extras.get("territory_level"),
        "territory_code": as_list(extras.get("territory_code")),
        "email": extras.get("email"),
    }
    return {name: value for name, value in found.items() if value}


def _contact_values(data: FlattenDataDict, place: object) -> set[str]:
    names = ("name", "email", "url")
    return {name for name in names if not is_empty(data.get(("contact", place, name)))}


def _same_level(data: FlattenDataDict, inherited: dict[str, Any]) -> bool:
    level = as_text(data.get(("territory_level",)))
    return level in {"", inherited.get("territory_level")}


def _same_codes(data: FlattenDataDict, inherited: dict[str, Any]) -> bool:
    codes = as_list(data.get(("territory_code",)))
    return not codes or codes == inherited.get("territory_code")
