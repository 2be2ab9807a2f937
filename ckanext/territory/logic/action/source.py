"""Actions on partner catalogues."""

from __future__ import annotations

from urllib.parse import urlsplit

import sqlalchemy as sa

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import messages
from ckanext.territory.catalog.opening import (
    collection_of,
    open_reader,
    policy,
    rules_of,
)
from ckanext.territory.catalog.run_store import known_records
from ckanext.territory.catalog.showing import runs_of, show_preview, show_source
from ckanext.territory.catalog.types import PreviewShown, SourceShown, ThemeShown
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.harvest.preview import preview
from ckanext.territory.harvest.selection import Selection
from ckanext.territory.logic.schema import source as schema
from ckanext.territory.model.run import CollectionRun
from ckanext.territory.model.source import PartnerSource

__all__ = [
    "territory_source_create",
    "territory_source_delete",
    "territory_source_list",
    "territory_source_preview",
    "territory_source_show",
    "territory_source_themes",
    "territory_source_update",
]


def _get(source_id: str) -> PartnerSource:
    source = model.Session.get(PartnerSource, source_id)
    if source is None or source.state != "active":
        raise tk.ObjectNotFound(tk._("There is no such partner catalogue."))
    return source


def _refused(field: str, error: TerritoryError) -> tk.ValidationError:
    return tk.ValidationError({field: [messages.describe_error(error)]})


@tk.validate_action_data(schema.source_create)
def territory_source_create(context: Context, data_dict: DataDict) -> SourceShown:
    """Add a partner catalogue after reading its themes once.

    Only sysadmins and admins of the organization may call it. Nothing is kept when
    the address is refused or what answers is no catalogue.

    Accepted keys:
        url: address of the partner's portal.
        owner_org: id or name of the organization that receives the datasets.
        title: name shown for the partner; its host by default.
        kind: kind of catalogue, ``ckan``.
        theme_keys: keys of the themes to take, as ``territory_source_themes`` gives.
        default_theme: code of the local theme of datasets whose terms are unknown.

    Returns:
        The source, as ``territory_source_show`` gives it.
    """
    tk.check_access("territory_source_create", context, data_dict)
    organization = model.Group.get(data_dict["owner_org"])
    if organization is None or not organization.is_organization:
        raise tk.ValidationError(
            {"owner_org": [tk._("There is no such organization.")]}
        )
    url = data_dict["url"].rstrip("/")
    try:
        _check_not_ourselves(url)
        target = policy().check_url(url)
        open_reader(data_dict["kind"], url, is_preview=True).themes()
    except TerritoryError as error:
        raise _refused("url", error) from error
    source = _new_or_revived(url, organization.id)
    source.kind, source.state = data_dict["kind"], "active"
    source.title = data_dict.get("title") or target.host
    model.Session.add(source)
    model.Session.flush()
    _select(source, data_dict)
    model.Session.commit()
    return show_source(source)


def _check_not_ourselves(url: str) -> None:
    if urlsplit(url).netloc == urlsplit(tk.config["ckan.site_url"]).netloc:
        raise TerritoryError("harvest.own_site", url=url)


def _new_or_revived(url: str, owner_org: str) -> PartnerSource:
    """Return a new source, or the deleted one of before, so that ids stay the same."""
    found = (
        model.Session.query(PartnerSource)
        .filter_by(url=url, owner_org=owner_org)
        .one_or_none()
    )
    if found is None:
        return PartnerSource(url=url, owner_org=owner_org)
    if found.state == "active":
        raise _refused("url", TerritoryError("harvest.known_source"))
    return found


def _select(source: PartnerSource, data_dict: DataDict) -> None:
    collection = collection_of(source)
    if "theme_keys" in data_dict:
        collection.theme_keys = sorted(set(data_dict["theme_keys"]))
    if "default_theme" in data_dict:
        collection.default_theme = data_dict["default_theme"] or None
    model.Session.flush()


@tk.validate_action_data(schema.source_update)
def territory_source_update(context: Context, data_dict: DataDict) -> SourceShown:
    """Change the name or the selection of a partner catalogue.

    Only sysadmins and admins of its organization may call it. What is not given stays.

    Accepted keys:
        id: id of the source.
        title: name shown for the partner.
        theme_keys: keys of the themes to take.
        default_theme: code of a local theme; an empty text takes it away.

    Returns:
        The source, as ``territory_source_show`` gives it.
    """
    tk.check_access("territory_source_update", context, data_dict)
    source = _get(data_dict["id"])
    source.title = data_dict.get("title") or source.title
    _select(source, data_dict)
    model.Session.commit()
    return show_source(source)


@tk.side_effect_free
@tk.validate_action_data(schema.source_show)
def territory_source_show(context: Context, data_dict: DataDict) -> SourceShown:
    """Return a partner catalogue.

    Only sysadmins and admins of its organization may call it.

    Accepted keys:
        id: id of the source.

    Returns:
        ``id``, ``kind``, ``url``, ``title``, ``owner_org``, ``owner_title``,
        ``theme_keys``, ``default_theme``, ``dataset_count`` and ``last_run`` (as
        ``territory_run_show`` gives it, without lists) or None.
    """
    tk.check_access("territory_source_show", context, data_dict)
    return show_source(_get(data_dict["id"]))


@tk.side_effect_free
@tk.validate_action_data(schema.source_list)
def territory_source_list(context: Context, data_dict: DataDict) -> list[SourceShown]:
    """Return the partner catalogues that the caller may manage, by title.

    Sysadmins get all, admins of organizations those of theirs, others are refused.

    Returns:
        Sources, as ``territory_source_show`` gives them.
    """
    tk.check_access("territory_source_list", context, data_dict)
    user = context.get("user") or ""
    sees_all = context.get("ignore_auth") or authz.is_sysadmin(user)
    sources = model.Session.scalars(
        sa.select(PartnerSource)
        .where(PartnerSource.state == "active")
        .order_by(PartnerSource.title, PartnerSource.id)
    ).all()
    return [
        show_source(source)
        for source in sources
        if sees_all
        or authz.has_user_permission_for_group_or_org(source.owner_org, user, "admin")
    ]


@tk.validate_action_data(schema.source_delete)
def territory_source_delete(context: Context, data_dict: DataDict) -> dict[str, str]:
    """Remove a partner catalogue; its datasets stay in the portal.

    Only sysadmins and admins of its organization may call it. Refused while a run is
    under way. The same address added again finds its datasets again.

    Accepted keys:
        id: id of the source.

    Returns:
        ``id`` of the removed source.
    """
    tk.check_access("territory_source_delete", context, data_dict)
    source = _get(data_dict["id"])
    running = model.Session.scalar(
        runs_of(source.id).where(CollectionRun.finished_at.is_(None)).limit(1)
    )
    if running is not None:
        raise _refused("id", TerritoryError("harvest.already_running"))
    source.state = "deleted"
    model.Session.commit()
    return {"id": source.id}


@tk.side_effect_free
@tk.validate_action_data(schema.source_themes)
def territory_source_themes(context: Context, data_dict: DataDict) -> list[ThemeShown]:
    """Return the themes of a partner, read from it now, most used first.

    Only sysadmins and admins of the organization of the source may call it.

    Accepted keys:
        id: id of the source.

    Returns:
        ``key``, ``kind`` (group or tag), ``label``, ``count`` of datasets, and
        ``is_selected``. A selected theme the partner no longer has comes last, with 0.
    """
    tk.check_access("territory_source_themes", context, data_dict)
    source = _get(data_dict["id"])
    selected = set(collection_of(source).theme_keys)
    try:
        themes = open_reader(source.kind, source.url, is_preview=True).themes()
    except TerritoryError as error:
        raise _refused("url", error) from error
    found: list[ThemeShown] = [
        {
            "key": theme.key,
            "kind": theme.kind,
            "label": theme.label,
            "count": theme.count,
            "is_selected": theme.key in selected,
        }
        for theme in themes
    ]
    for key in sorted(selected - {theme.key for theme in themes}):
        kind, _, label = key.partition(":")
        found.append(
            {"key": key, "kind": kind, "label": label, "count": 0, "is_selected": True}
        )
    return found


@tk.side_effect_free
@tk.validate_action_data(schema.source_preview)
def territory_source_preview(context: Context, data_dict: DataDict) -> PreviewShown:
    """Return what a run would do, without writing anything.

    Only sysadmins and admins of the organization of the source may call it.

    Accepted keys:
        id: id of the source.
        theme_keys: keys of themes to try instead of the selection that is kept.
        limit: datasets after which the reading stops, inside and outside the
            selection each; everything is read without it.

    Returns:
        ``selected`` and ``outside`` (totals of the partner), ``added``, ``updated``,
        ``unchanged`` (of what was read), and the rows ``kept`` and ``dropped``, each
        with ``guid``, ``title``, ``operation``, ``reason``, ``themes``, ``notices``.
    """
    tk.check_access("territory_source_preview", context, data_dict)
    source = _get(data_dict["id"])
    collection = collection_of(source)
    keys = data_dict.get("theme_keys", collection.theme_keys)
    limit = data_dict.get("limit")
    try:
        found = preview(
            open_reader(source.kind, source.url, is_preview=limit is not None),
            lambda guids: known_records(source.id, guids),
            Selection(keys=frozenset(keys)),
            rules_of(source, collection),
            limit,
        )
    except TerritoryError as error:
        raise _refused("url", error) from error
    return show_preview(found)
