"""What a caller sees of a referent."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from ckan.types import Context

from ckanext.territory.access import caller, is_agent, sees_all
from ckanext.territory.model.referent import Referent

PUBLIC_LISTS = ("themes", "problems", "skills", "languages", "territories")
PUBLIC_TEXTS = ("mailbox", "site", "hours", "contact_url")
INTERNAL_TEXTS = ("name", "email", "phone")


class PublicFace(TypedDict):
    """What everybody sees of a referent; `themes` holds theme codes.

    `territories` holds codes, `languages` ISO 639-1 codes. `public_name` is the name of
    who agreed to show it, else nothing. `dataset_count` counts the datasets that the
    caller sees; it is None where it was not counted.
    """

    id: str
    function: str
    service: str
    service_id: str
    site: str
    hours: str
    mailbox: str
    contact_url: str
    languages: list[str]
    territories: list[str]
    public_name: str
    themes: list[str]
    problems: list[str]
    skills: list[str]
    dataset_count: int | None


class InternalFace(PublicFace):
    """What agents see besides; dates are ISO 8601 with their offset."""

    is_public: bool
    public_name_on: str | None
    deputy_id: str | None
    name: str
    email: str
    phone: str
    user_id: str | None
    created_at: str
    modified_at: str


def iso_day(day: dt.date | None) -> str | None:
    """Return a day as YYYY-MM-DD, or None."""
    return day.isoformat() if day else None


def sees_internal_face(context: Context) -> bool:
    """Tell whether the caller is an agent, a sysadmin or an internal call."""
    return sees_all(context) or is_agent(caller(context))


def public_face(referent: Referent, dataset_count: int | None = None) -> PublicFace:
    """Return what everybody may see of a referent."""
    return {
        "id": referent.id,
        "function": referent.function,
        "service": referent.service.name,
        "service_id": referent.service_id,
        "site": referent.site,
        "hours": referent.hours,
        "mailbox": referent.mailbox,
        "contact_url": referent.contact_url,
        "languages": list(referent.languages),
        "territories": list(referent.territories),
        "public_name": referent.name if referent.public_name_on else "",
        "themes": list(referent.themes),
        "problems": list(referent.problems),
        "skills": list(referent.skills),
        "dataset_count": dataset_count,
    }


def face(
    context: Context, referent: Referent, dataset_count: int | None = None
) -> PublicFace | InternalFace:
    """Return the face of a referent that the caller may see."""
    shown = public_face(referent, dataset_count)
    if not sees_internal_face(context):
        return shown
    return {
        **shown,
        "is_public": referent.is_public,
        "public_name_on": iso_day(referent.public_name_on),
        "deputy_id": referent.deputy_id,
        "name": referent.name,
        "email": referent.email,
        "phone": referent.phone,
        "user_id": referent.user_id,
        "created_at": referent.created_at.isoformat(),
        "modified_at": referent.modified_at.isoformat(),
    }
