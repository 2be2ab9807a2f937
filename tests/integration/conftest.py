"""Fixtures of the integration tests: real PostgreSQL, Redis, Solr and CKAN."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa

import ckan.plugins as p
from ckan import model
from ckan.plugins import core
from ckan.tests.helpers import CKANTestApp

# A column that the newest revision of each plugin brings.
NEWEST = {
    "activity": ("activity", "permission_labels"),
    "territory": ("territory_mail", "sent_at"),
}


def is_current(plugin: str) -> bool:
    """Tell whether the tables of a plugin are there, as its revisions leave them."""
    table, column = NEWEST[plugin]
    inspector = sa.inspect(model.meta.engine)
    if not inspector.has_table(table):
        return False
    return column in {found["name"] for found in inspector.get_columns(table)}


@pytest.fixture(scope="session")
def empty_db(
    reset_db: Callable[[], None], migrate_db_for: Callable[[str], None]
) -> Callable[[], None]:
    """Return what empties every table, those of the plugins too, or makes them."""

    def empty() -> None:
        reset_db()
        model.Session.remove()
        for plugin in NEWEST:
            if not is_current(plugin):
                migrate_db_for(plugin)

    return empty


@pytest.fixture
def clean_db(empty_db: Callable[[], None]) -> None:
    """Empty every table, those of the plugins too; make them when they are missing."""
    empty_db()


@pytest.fixture(scope="session")
def timeless() -> Callable[[str, str], str]:
    """Return what takes from a page the id asked for, and the mark of the moment."""
    token = re.compile(r'(_csrf_token" (content|value)=)"[^"]*"')
    return lambda body, key: token.sub(r"\1", body).replace(key, "")


@dataclass
class Kept:
    """CKAN as it was set up last: the settings before and after, plugins and pages."""

    given: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    plugins: list[object] = field(default_factory=list)
    pages: object = None

    def fits(self, given: dict[str, Any]) -> bool:
        """Tell whether these plugins are still loaded, for the same settings."""
        loaded = list(core._PLUGINS_SERVICE.values())
        same = [one is other for one, other in zip(loaded, self.plugins, strict=False)]
        return (
            bool(self.plugins)
            and len(loaded) == len(self.plugins)
            and all(same)
            and given == self.given
        )


@pytest.fixture(scope="session")
def kept() -> Kept:
    """Return what one test leaves to the next."""
    return Kept()


@pytest.fixture
def with_plugins(ckan_config: dict[str, Any], kept: Kept) -> None:
    """Load the plugins; those of the test before serve again where nothing changed.

    Setting CKAN up takes longer than most tests do.
    """
    given = {
        name: copy.copy(value)
        for name, value in ckan_config.items()
        if name.startswith(("ckan.plugins", "ckanext."))
    }
    if kept.fits(given):
        ckan_config.update(copy.deepcopy(kept.settings))
        return
    p.load_all()
    kept.given, kept.settings = given, copy.deepcopy(dict(ckan_config))
    kept.plugins, kept.pages = list(core._PLUGINS_SERVICE.values()), None


@pytest.fixture
def app(
    with_plugins: None, make_app: Callable[[], CKANTestApp], kept: Kept
) -> CKANTestApp:
    """Return a browser of its own on pages made once for the plugins loaded."""
    if kept.pages is None:
        kept.pages = make_app().app
    return CKANTestApp(kept.pages)
