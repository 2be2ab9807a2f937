"""The readers the portal has: a new kind of catalogue is one line here."""

from __future__ import annotations

from ckanext.territory.remote.ckan import CkanReader
from ckanext.territory.remote.reader import Registry

READERS = Registry({"ckan": CkanReader})
