"""Settings that make the portal safer than stock CKAN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, fine, warning

WORKING_DAY = 12 * 3600  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A setting, the value to give it, and whether a value will do."""

    key: str
    value: str
    accepts: Callable[[object], bool]


def _off(value: object) -> bool:
    return not value or str(value).lower() in ("false", "none", "no", "off", "0")


def _on(value: object) -> bool:
    return not _off(value)


def _short(value: object) -> bool:
    total = getattr(value, "total_seconds", None)
    seconds = float(total()) if total else float(str(value))
    return 0 < seconds <= WORKING_DAY


def _same_site(value: object) -> bool:
    return str(value).lower() in ("lax", "strict")


OFF = (
    "ckan.auth.user_create_organizations",
    "ckan.auth.user_create_groups",
    "ckan.auth.user_delete_organizations",
    "ckan.auth.user_delete_groups",
    "ckan.auth.create_dataset_if_not_in_organization",
    "ckan.auth.public_user_details",
    "ckan.auth.create_user_via_web",
    "ckan.auth.create_user_via_api",
    "ckan.auth.reveal_private_datasets",
    "ckan.auth.allow_dataset_collaborators",
    "ckan.datastore.public_table_search",
    "ckan.cors.origin_allow_all",
    "debug",
)
# Source: reference/security.md §9.
WANTED: tuple[Wanted, ...] = (
    *(Wanted(key=key, value="false", accepts=_off) for key in OFF),
    Wanted(key="ckan.hide_version", value="true", accepts=_on),
    Wanted(
        key="SESSION_TYPE",
        value="redis",
        accepts=lambda value: str(value) not in ("cookie", "None", ""),
    ),
    Wanted(key="PERMANENT_SESSION_LIFETIME", value="28800", accepts=_short),
    Wanted(key="WTF_CSRF_TIME_LIMIT", value="28800", accepts=_short),
    Wanted(key="SESSION_COOKIE_SECURE", value="true", accepts=_on),
    Wanted(key="REMEMBER_COOKIE_SECURE", value="true", accepts=_on),
    Wanted(key="REMEMBER_COOKIE_SAMESITE", value="Lax", accepts=_same_site),
    Wanted(
        key="ckan.valid_url_schemes",
        value="http https",
        accepts=lambda value: "ftp" not in str(value),
    ),
    Wanted(
        key="ckan.upload.user.mimetypes",
        value="image/png image/gif image/jpeg",
        accepts=lambda value: "svg" not in str(value),
    ),
)
EMPTY = ("ckan.datastore.public_table_search",)


def safe() -> list[Check]:
    """Check the settings, one line for each that is not as it should be."""
    found = [
        warning(
            f"settings.{wanted.key}",
            tk._("{key} is less safe than it could be.").format(key=wanted.key),
            tk._("Set: {line}").format(line=_line(wanted)),
        )
        for wanted in WANTED
        if _applies(wanted) and not _is_right(wanted)
    ]
    return found or [fine("settings.safe", tk._("The settings are the safe ones."))]


def _applies(wanted: Wanted) -> bool:
    """Tell whether a setting matters here: secure cookies need https."""
    is_https = str(tk.config.get("ckan.site_url")).startswith("https://")
    return is_https or not wanted.key.endswith("_SECURE")


def _is_right(wanted: Wanted) -> bool:
    try:
        return wanted.accepts(tk.config.get(wanted.key))
    except ValueError:
        return False


def _line(wanted: Wanted) -> str:
    value = "" if wanted.key in EMPTY else wanted.value
    return f"{wanted.key} = {value}".rstrip()
