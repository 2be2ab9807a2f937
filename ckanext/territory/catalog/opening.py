"""Opens partners with the portal's own settings."""

from __future__ import annotations

from ckan import model

from ckanext.territory import config
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.harvest.mapping import Rules
from ckanext.territory.harvest.selection import Selection
from ckanext.territory.model.source import PartnerSource, ThemeCollection
from ckanext.territory.remote.address import Policy
from ckanext.territory.remote.egress import GuardedSession
from ckanext.territory.remote.reader import Reader, ReaderSettings
from ckanext.territory.remote.readers import READERS
from ckanext.territory.themes import theme_tree

PREVIEW_ROWS = (250, 60, 10)


def policy() -> Policy:
    """Return what the administrator allows to be reached."""
    return Policy(config.harvest_allowed_hosts())


def open_reader(kind: str, url: str, *, is_preview: bool = False) -> Reader:
    """Return a reader of a partner. Raises RemoteError for a refused address."""
    settings = ReaderSettings(item_limit=config.harvest_item_limit())
    if is_preview:
        settings = ReaderSettings(
            item_limit=settings.item_limit, rows=PREVIEW_ROWS, pauses=(1,)
        )
    return READERS.open(kind, url, GuardedSession(policy()), settings)


def collection_of(source: PartnerSource) -> ThemeCollection:
    """Return the selection of a source."""
    found = (
        model.Session.query(ThemeCollection)
        .filter_by(source_id=source.id)
        .one_or_none()
    )
    if found is None:
        found = ThemeCollection(source_id=source.id, theme_keys=[])
        model.Session.add(found)
    return found


def rules_of(source: PartnerSource, collection: ThemeCollection) -> Rules:
    """Return how records of a source become datasets.

    Raises TerritoryError when the organization that receives them is gone.
    """
    organization = model.Group.get(source.owner_org)
    if organization is None or organization.state != "active":
        raise TerritoryError("harvest.no_organization", organization=source.owner_org)
    return Rules(
        source_id=source.id,
        owner_org=organization.id,
        tree=theme_tree(),
        default_theme=collection.default_theme,
    )


def selection_of(collection: ThemeCollection) -> Selection:
    """Return the themes ticked in a source."""
    return Selection(keys=frozenset(collection.theme_keys))
