"""Validators of the access level: the one input that decides who may read."""

from __future__ import annotations

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.territory.domain.access import PUBLIC, derive_level, is_level
from ckanext.territory.domain.vocabulary import ACCESS_RIGHTS

__all__ = ["territory_access_level", "territory_access_rights"]


def territory_access_level(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Settle the level and derive the field ``private`` from it.

    A missing level never widens who may read: see ``domain.access.derive_level``.
    """
    stored = context.get("package")
    if stored is not None and stored.id != data.get(("id",)):
        stored = None
    level = derive_level(
        _text(data.get(key)),
        private=_boolean(data.get(("private",))),
        stored_level=_stored_level(stored),
        stored_private=stored.private if stored is not None else None,
    )
    if not is_level(level):
        errors[key].append(
            tk._("“{value}” is not an access level.").format(value=level)
        )
        raise tk.StopOnError
    data[key] = level
    data[("private",)] = level != PUBLIC


def territory_access_rights(
    key: FlattenKey,
    data: FlattenDataDict,
    errors: FlattenErrorDict,
    context: Context,
) -> None:
    """Derive the European access right from the level."""
    rights = ACCESS_RIGHTS.get(str(data.get(("access_level",))))
    if rights is None:
        data.pop(key, None)
        raise tk.StopOnError
    data[key] = rights


def _text(value: object) -> str | None:
    return str(value).strip() or None if value not in (None, tk.missing) else None


def _boolean(value: object) -> bool | None:
    if value in (None, "", tk.missing):
        return None
    try:
        return tk.asbool(value)
    except ValueError:
        return True


def _stored_level(package: model.Package | None) -> str | None:
    return (package.extras or {}).get("access_level") if package is not None else None
